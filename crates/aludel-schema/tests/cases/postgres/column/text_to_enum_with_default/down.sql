ALTER TABLE public.orders
    ALTER COLUMN mood TYPE text,
    ALTER COLUMN mood SET DEFAULT 'sad'::text;
