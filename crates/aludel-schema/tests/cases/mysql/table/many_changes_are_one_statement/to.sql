CREATE TABLE t (a bigint, b int NOT NULL, c varchar(50), e int AS (b + 1), PRIMARY KEY (a, b), KEY kb (b, c), UNIQUE KEY ke (e), CONSTRAINT pos CHECK (b > 0)) COMMENT='new';
