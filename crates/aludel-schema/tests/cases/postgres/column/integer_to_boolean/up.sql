ALTER TABLE public.orders
    ALTER COLUMN paid DROP DEFAULT,
    ALTER COLUMN paid TYPE boolean USING paid::boolean,
    ALTER COLUMN paid SET DEFAULT false;
