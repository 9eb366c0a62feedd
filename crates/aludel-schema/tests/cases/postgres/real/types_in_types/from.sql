CREATE TYPE colour AS ENUM ('red', 'green');
CREATE DOMAIN colours AS colour[] CHECK (array_length(VALUE, 1) < 5);
CREATE TYPE point3 AS (x real, y real);
CREATE TABLE things (id integer, colours colours DEFAULT '{red}', places point3[]);
CREATE FUNCTION first_colour(colours) RETURNS colour LANGUAGE sql IMMUTABLE RETURN ($1)[1];
CREATE INDEX things_first_idx ON things (first_colour(colours));
