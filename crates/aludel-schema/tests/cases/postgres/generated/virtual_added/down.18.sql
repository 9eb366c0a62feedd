ALTER TABLE public.orders DROP COLUMN b;
