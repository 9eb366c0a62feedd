CREATE TABLE t (a text, b blob);
