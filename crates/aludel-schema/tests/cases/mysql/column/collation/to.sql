CREATE TABLE t (a varchar(10) COLLATE utf8mb4_bin, KEY (a));
