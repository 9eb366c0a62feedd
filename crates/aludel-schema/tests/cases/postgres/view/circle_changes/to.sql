CREATE TABLE t (id bigint, note text);
CREATE VIEW a AS SELECT NULL::bigint AS id, NULL::text AS note;
CREATE VIEW b AS SELECT id, note FROM a;
CREATE OR REPLACE VIEW a AS SELECT t.id, t.note FROM t WHERE EXISTS (SELECT 1 FROM b WHERE b.id = t.id);
