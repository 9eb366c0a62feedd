CREATE TYPE point2 AS (x bigint, y integer);
CREATE TABLE t (p point2[]);
