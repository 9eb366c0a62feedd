ALTER TABLE public.orders
    ALTER COLUMN extra TYPE jsonb,
    ALTER COLUMN extra SET DEFAULT '{}'::jsonb;
