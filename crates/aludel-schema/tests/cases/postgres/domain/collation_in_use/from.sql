CREATE DOMAIN code AS text;
CREATE TABLE t (id integer, c code);
