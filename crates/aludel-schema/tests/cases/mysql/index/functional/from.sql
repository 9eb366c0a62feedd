CREATE TABLE t (a varchar(20), b int, KEY f ((concat(a, 'it''s \\')), b DESC));
