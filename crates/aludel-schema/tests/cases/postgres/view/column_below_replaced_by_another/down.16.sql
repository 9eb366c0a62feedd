ALTER TABLE public.t ADD COLUMN fax text;
CREATE OR REPLACE VIEW public.v AS
 SELECT id,
    fax AS contact
   FROM public.t;
-- destroys data: column public.t.email
ALTER TABLE public.t DROP COLUMN email;
