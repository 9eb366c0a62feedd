ALTER TABLE public.t ADD COLUMN email text;
CREATE OR REPLACE VIEW public.v AS
 SELECT id,
    email AS contact
   FROM public.t;
-- destroys data: column public.t.fax
ALTER TABLE public.t DROP COLUMN fax;
