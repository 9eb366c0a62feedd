CREATE TABLE t (a varchar(10) DEFAULT 'x', b int, c date DEFAULT '2020-01-01');
