ALTER TABLE public.orders
    ALTER COLUMN paid DROP DEFAULT,
    ALTER COLUMN paid TYPE integer USING paid::integer,
    ALTER COLUMN paid SET DEFAULT 0;
