CREATE TABLE t (a varchar(10), b text, c int, d varchar(5)) DEFAULT CHARSET=utf8mb4;
