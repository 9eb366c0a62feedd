ALTER TABLE public.orders ALTER COLUMN placed SET DEFAULT now();
