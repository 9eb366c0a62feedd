CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT c CHECK (b IN ('x', 'y') AND a::bigint < 30);
