DROP VIEW public.sums;
DROP VIEW public.totals;
ALTER TABLE public.orders ALTER COLUMN total TYPE bigint;
CREATE VIEW public.totals AS
 SELECT id,
    total
   FROM public.orders;
CREATE VIEW public.sums AS
 SELECT sum(total) AS total
   FROM public.totals;
