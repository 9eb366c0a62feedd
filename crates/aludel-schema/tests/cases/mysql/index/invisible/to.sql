CREATE TABLE t (a int, b int, KEY f (a) INVISIBLE, KEY g (b));
