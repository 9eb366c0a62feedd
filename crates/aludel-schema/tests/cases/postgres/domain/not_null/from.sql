CREATE DOMAIN a AS integer;
CREATE DOMAIN b AS integer NOT NULL;
CREATE TABLE t (a a, b b);
