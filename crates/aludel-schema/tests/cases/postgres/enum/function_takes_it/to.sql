CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood);
CREATE FUNCTION better(m mood) RETURNS mood LANGUAGE sql AS $$ SELECT 'ok'::mood $$;
