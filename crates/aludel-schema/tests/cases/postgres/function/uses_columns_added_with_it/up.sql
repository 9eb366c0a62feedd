ALTER TABLE public.t ADD COLUMN more integer;
CREATE OR REPLACE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT count(more) FROM t$$;
