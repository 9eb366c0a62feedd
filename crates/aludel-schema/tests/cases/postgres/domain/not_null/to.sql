CREATE DOMAIN a AS integer NOT NULL;
CREATE DOMAIN b AS integer;
CREATE TABLE t (a a, b b);
