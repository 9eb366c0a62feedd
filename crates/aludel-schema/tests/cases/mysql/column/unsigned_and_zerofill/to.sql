CREATE TABLE t (a int unsigned, b int(6) unsigned zerofill);
