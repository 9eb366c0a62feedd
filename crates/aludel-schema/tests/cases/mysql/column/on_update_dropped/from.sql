CREATE TABLE t (a datetime DEFAULT now() ON UPDATE now());
