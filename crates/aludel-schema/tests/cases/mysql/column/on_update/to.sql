CREATE TABLE t (a datetime DEFAULT now() ON UPDATE now(), b timestamp(3) NULL DEFAULT NULL ON UPDATE now(3));
