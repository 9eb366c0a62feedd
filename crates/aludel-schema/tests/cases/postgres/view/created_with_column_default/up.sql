CREATE VIEW public.v AS
 SELECT t.id,
    t.name
   FROM public.t;
ALTER VIEW public.v ALTER COLUMN name SET DEFAULT 'none'::text;
