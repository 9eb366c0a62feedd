CREATE TABLE t (a text COMPRESSED, b text);
