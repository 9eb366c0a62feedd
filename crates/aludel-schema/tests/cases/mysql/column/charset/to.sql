CREATE TABLE t (a varchar(10), b text CHARACTER SET latin1 COLLATE latin1_bin);
