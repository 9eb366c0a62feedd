CREATE OR REPLACE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT count(id) FROM t$$;
-- destroys data: column public.t.more
ALTER TABLE public.t DROP COLUMN more;
