CREATE DOMAIN amount AS numeric CONSTRAINT positive CHECK (VALUE > 0);
COMMENT ON DOMAIN amount IS 'of money';
COMMENT ON CONSTRAINT positive ON DOMAIN amount IS 'never nothing';
CREATE TABLE t (id integer PRIMARY KEY, a amount NOT NULL DEFAULT 1, CONSTRAINT small CHECK (a < 100));
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f(a amount) RETURNS amount LANGUAGE sql AS 'SELECT a';
