ALTER TABLE public.t ADD COLUMN old text;
CREATE OR REPLACE FUNCTION public.f() RETURNS SETOF text
    LANGUAGE sql
    AS $$SELECT old FROM t$$;
-- destroys data: column public.t.new
ALTER TABLE public.t DROP COLUMN new;
