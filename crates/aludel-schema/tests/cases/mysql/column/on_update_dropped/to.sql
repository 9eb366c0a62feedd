CREATE TABLE t (a datetime DEFAULT now());
