CREATE TABLE t (a text, b text COMPRESSED);
