CREATE TYPE point2 AS (x integer, y integer);
CREATE TYPE line AS (a point2, b point2);
