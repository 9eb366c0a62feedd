DROP VIEW public.v;
-- column public.things.id: fails where a value does not fit into integer
ALTER TABLE public.things ALTER COLUMN id TYPE integer;
CREATE VIEW public.v AS
 SELECT id
   FROM public.books;
