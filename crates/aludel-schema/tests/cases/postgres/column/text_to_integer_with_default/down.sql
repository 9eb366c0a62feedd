ALTER TABLE public.orders
    ALTER COLUMN total TYPE text,
    ALTER COLUMN total SET DEFAULT '1'::text;
