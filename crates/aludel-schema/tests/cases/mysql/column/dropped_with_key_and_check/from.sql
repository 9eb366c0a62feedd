CREATE TABLE t (id int PRIMARY KEY, a int, b int, UNIQUE KEY ua (a), KEY kab (a, b), CHECK (a <> id));
