CREATE TYPE pair AS (a integer, b text);
CREATE TABLE pairs (a integer NOT NULL, b text);
