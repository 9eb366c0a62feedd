CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT c CHECK ((b = ANY (ARRAY['x', 'y'])) and ((CAST(a AS int8)) < 30::int));
