ALTER TABLE public.t ADD COLUMN old text;
CREATE OR REPLACE FUNCTION public.f() RETURNS text
    LANGUAGE sql
BEGIN ATOMIC
 SELECT t.old
    FROM public.t;
END;
-- destroys data: column public.t.new
ALTER TABLE public.t DROP COLUMN new;
