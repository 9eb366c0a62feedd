CREATE DOMAIN code AS text COLLATE "C";
CREATE TABLE t (id integer, c code);
