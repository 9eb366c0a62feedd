ALTER TABLE public.orders ADD COLUMN total integer NOT NULL DEFAULT 0;
