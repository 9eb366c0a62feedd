CREATE TABLE a (x int, n int); CREATE TABLE b (y bigint, m int); CREATE TABLE c (id int PRIMARY KEY);
