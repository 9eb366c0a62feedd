CREATE TYPE point2 AS (x integer, y integer);
CREATE TABLE t (p point2[]);
