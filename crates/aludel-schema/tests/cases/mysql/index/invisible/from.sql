CREATE TABLE t (a int, b int, KEY f (a), KEY g (b) INVISIBLE);
