-- fill the rows that are there first: UPDATE public.orders SET id = … WHERE id IS NULL;
ALTER TABLE public.orders VALIDATE CONSTRAINT must;
