CREATE TABLE t (a enum('x','y','it''s'));
