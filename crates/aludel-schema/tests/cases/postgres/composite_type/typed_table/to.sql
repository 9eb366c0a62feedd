CREATE TYPE point2 AS (x integer, z integer, y bigint);
CREATE TABLE points OF point2;
