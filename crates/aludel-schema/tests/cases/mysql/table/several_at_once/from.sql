CREATE TABLE a (x int); CREATE TABLE b (y int, KEY (y)); CREATE TABLE z (q int);
