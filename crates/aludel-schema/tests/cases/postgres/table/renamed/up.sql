ALTER TABLE public.orders RENAME TO bills;
