CREATE TABLE t (id int, y int, n int, PRIMARY KEY (id, y), KEY (n)) PARTITION BY HASH (y) PARTITIONS 2;
