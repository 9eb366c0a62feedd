ALTER TABLE public.orders
    ALTER COLUMN extra TYPE json,
    ALTER COLUMN extra SET DEFAULT '{}'::json;
