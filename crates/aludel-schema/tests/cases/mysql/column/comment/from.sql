CREATE TABLE t (a int COMMENT 'x', b int);
