ALTER TABLE public.orders ADD COLUMN a integer;
CREATE OR REPLACE VIEW public.v AS
 SELECT id,
    a AS x
   FROM public.orders;
-- destroys data: column public.orders.b
ALTER TABLE public.orders DROP COLUMN b;
