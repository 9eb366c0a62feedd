CREATE DOMAIN amount AS bigint DEFAULT 1 CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (id integer, a amount, more amount[]);
