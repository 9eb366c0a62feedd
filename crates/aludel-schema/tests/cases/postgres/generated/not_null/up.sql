-- fill the rows that are there first: UPDATE public.orders SET b = … WHERE b IS NULL;
ALTER TABLE public.orders ALTER COLUMN b SET NOT NULL;
