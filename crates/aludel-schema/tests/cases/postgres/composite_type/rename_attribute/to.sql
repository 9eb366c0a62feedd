CREATE TYPE point2 AS (abscissa integer, y integer);
