DROP VIEW public.sums;
DROP VIEW public.totals;
-- column public.orders.total: fails where a value does not fit into integer
ALTER TABLE public.orders ALTER COLUMN total TYPE integer;
CREATE VIEW public.totals AS
 SELECT id,
    total
   FROM public.orders;
CREATE VIEW public.sums AS
 SELECT sum(total) AS total
   FROM public.totals;
