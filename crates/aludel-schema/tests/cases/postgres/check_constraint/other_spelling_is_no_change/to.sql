CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT c CHECK ((b = ANY (ARRAY['x', 'y'])) AND (CAST(a AS int8) >= 1) and (a::int8 <= 20));
