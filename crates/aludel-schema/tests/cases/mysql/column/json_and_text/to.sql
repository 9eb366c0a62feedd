CREATE TABLE t (a longtext, b json, c json);
