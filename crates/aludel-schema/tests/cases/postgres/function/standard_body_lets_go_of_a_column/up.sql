ALTER TABLE public.t ADD COLUMN new text;
CREATE OR REPLACE FUNCTION public.f() RETURNS text
    LANGUAGE sql
BEGIN ATOMIC
 SELECT t.new
    FROM public.t;
END;
-- destroys data: column public.t.old
ALTER TABLE public.t DROP COLUMN old;
