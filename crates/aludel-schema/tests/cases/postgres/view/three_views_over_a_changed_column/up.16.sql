DROP VIEW public.x;
DROP VIEW public.w;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN n TYPE bigint;
CREATE VIEW public.v AS
 SELECT id,
    n
   FROM public.t;
CREATE VIEW public.w AS
 SELECT (n + 1) AS m
   FROM public.v;
COMMENT ON VIEW public.w IS 'one more';
COMMENT ON COLUMN public.w.m IS 'more';
CREATE VIEW public.x AS
 SELECT w.m,
    t.name
   FROM public.w,
    public.t;
