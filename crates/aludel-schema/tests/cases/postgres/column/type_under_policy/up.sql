DROP POLICY own ON public.orders;
-- column public.orders.owner: fails where a value does not fit into character varying(20)
ALTER TABLE public.orders ALTER COLUMN owner TYPE character varying(20);
CREATE POLICY own ON public.orders
    USING ((owner)::text = 'me'::text);
