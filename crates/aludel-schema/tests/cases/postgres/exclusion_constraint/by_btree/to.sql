CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT one EXCLUDE USING btree (b COLLATE "C" text_pattern_ops WITH =) INCLUDE (a);
