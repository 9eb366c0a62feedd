CREATE TYPE point2 AS (x integer, y integer);
COMMENT ON TYPE point2 IS 'a point';
COMMENT ON COLUMN point2.x IS 'abscissa';
