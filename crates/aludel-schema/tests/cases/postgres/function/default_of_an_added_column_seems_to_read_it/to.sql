CREATE FUNCTION first_number() RETURNS integer LANGUAGE sql AS $$ SELECT length('t number') $$;
CREATE TABLE t (id integer, number integer NOT NULL DEFAULT first_number());
