CREATE TABLE t (a text, b blob, UNIQUE KEY (a));
