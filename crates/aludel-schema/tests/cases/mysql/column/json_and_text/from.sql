CREATE TABLE t (a json, b longtext);
