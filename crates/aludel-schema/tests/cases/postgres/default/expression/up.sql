ALTER TABLE public.orders ALTER COLUMN placed SET DEFAULT (now() - '1 day'::interval);
