CREATE TYPE span AS RANGE (subtype = float8);
CREATE FUNCTION wide(s span) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
