ALTER TABLE public.orders ALTER COLUMN totals TYPE text[];
