CREATE TABLE t (a varchar(10) DEFAULT 'it''s', b int DEFAULT 5, c date);
