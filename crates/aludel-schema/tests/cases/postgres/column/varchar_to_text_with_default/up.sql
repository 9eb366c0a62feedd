ALTER TABLE public.orders
    ALTER COLUMN note TYPE text,
    ALTER COLUMN note SET DEFAULT 'a'::text;
