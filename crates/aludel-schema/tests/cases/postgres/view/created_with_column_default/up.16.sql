CREATE VIEW public.v AS
 SELECT id,
    name
   FROM public.t;
ALTER VIEW public.v ALTER COLUMN name SET DEFAULT 'none'::text;
