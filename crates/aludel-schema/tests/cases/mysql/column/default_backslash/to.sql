CREATE TABLE t (a varchar(10) DEFAULT 'a\\b\n' COMMENT 'c\\d');
