CREATE TYPE point2 AS (x bigint, y text COLLATE "C");
