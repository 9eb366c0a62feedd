CREATE SEQUENCE public.numbers;
ALTER TABLE public.orders
    ALTER COLUMN total TYPE bigint,
    ALTER COLUMN total SET DEFAULT nextval('public.numbers'::regclass);
