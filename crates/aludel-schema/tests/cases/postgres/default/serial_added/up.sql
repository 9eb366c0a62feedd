ALTER TABLE public.orders ADD COLUMN number serial;
