CREATE TABLE t (a int, b int COMMENT 'it''s; -- "b"');
