CREATE TYPE point2 AS (x integer, y integer);
REVOKE USAGE ON TYPE point2 FROM PUBLIC;
GRANT USAGE ON TYPE point2 TO reader;
