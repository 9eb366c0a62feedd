DROP VIEW public.v;
DROP FOREIGN TABLE public.ft;
CREATE FOREIGN TABLE public.ft (
    id integer
) SERVER r;
CREATE VIEW public.v AS
 SELECT id
   FROM public.ft;
