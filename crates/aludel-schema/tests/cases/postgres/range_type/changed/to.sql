CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE FUNCTION wide(s span) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
