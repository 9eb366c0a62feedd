DROP VIEW public.v;
ALTER TABLE public.things ALTER COLUMN id TYPE bigint;
CREATE VIEW public.v AS
 SELECT id
   FROM public.books;
