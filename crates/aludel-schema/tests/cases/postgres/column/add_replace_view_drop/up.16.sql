ALTER TABLE public.orders ADD COLUMN b integer;
CREATE OR REPLACE VIEW public.v AS
 SELECT id,
    b AS x
   FROM public.orders;
-- destroys data: column public.orders.a
ALTER TABLE public.orders DROP COLUMN a;
