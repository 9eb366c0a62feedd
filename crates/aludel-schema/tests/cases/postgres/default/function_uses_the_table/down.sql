ALTER TABLE public.orders ALTER COLUMN doubled DROP DEFAULT;
DROP FUNCTION public.many(public.orders);
-- destroys data: table public.orders
DROP TABLE public.orders;
