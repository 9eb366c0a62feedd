CREATE OR REPLACE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
    AS $$ SELECT count(a) FROM t $$;
