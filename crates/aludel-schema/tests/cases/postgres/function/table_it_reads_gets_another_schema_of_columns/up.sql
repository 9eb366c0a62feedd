ALTER TABLE public.t ADD COLUMN new text;
CREATE OR REPLACE FUNCTION public.f() RETURNS SETOF text
    LANGUAGE sql
    AS $$SELECT new FROM t$$;
-- destroys data: column public.t.old
ALTER TABLE public.t DROP COLUMN old;
