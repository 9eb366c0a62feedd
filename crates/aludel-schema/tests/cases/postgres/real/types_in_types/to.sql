CREATE TYPE colour AS ENUM ('green', 'blue', 'red');
CREATE DOMAIN colours AS colour[] CHECK (array_length(VALUE, 1) < 7);
CREATE TYPE point3 AS (x real, y real);
CREATE TABLE things (id integer, colours colours DEFAULT '{blue}', places point3[]);
CREATE FUNCTION first_colour(colours) RETURNS colour LANGUAGE sql IMMUTABLE RETURN ($1)[1];
CREATE INDEX things_first_idx ON things (first_colour(colours));
