CREATE FUNCTION fine(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT word <> '' $$;
CREATE DOMAIN d AS text CONSTRAINT is_fine CHECK (fine(VALUE));
CREATE TABLE t (d d);
