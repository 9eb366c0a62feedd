DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    name
   FROM public.t;
-- destroys data: column public.t.n
ALTER TABLE public.t DROP COLUMN n;
