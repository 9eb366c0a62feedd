ALTER TABLE public.orders ADD COLUMN total integer;
-- fill the rows that are there first: UPDATE public.orders SET total = … WHERE total IS NULL;
ALTER TABLE public.orders ALTER COLUMN total SET NOT NULL;
