DROP POLICY own ON public.orders;
ALTER TABLE public.orders ALTER COLUMN owner TYPE text;
CREATE POLICY own ON public.orders
    USING (owner = 'me'::text);
