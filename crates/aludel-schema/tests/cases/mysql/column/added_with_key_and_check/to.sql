CREATE TABLE t (id int PRIMARY KEY, a int, UNIQUE KEY ua (a), CHECK (a <> id));
