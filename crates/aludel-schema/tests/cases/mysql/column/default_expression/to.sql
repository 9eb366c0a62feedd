CREATE TABLE t (a int DEFAULT (1 + 2), b varchar(40) DEFAULT (concat('a', uuid())));
