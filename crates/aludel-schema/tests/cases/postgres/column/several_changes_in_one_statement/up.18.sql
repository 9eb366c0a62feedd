-- destroys data: column public.orders.c
-- fill the rows that are there first: UPDATE public.orders SET a = … WHERE a IS NULL;
ALTER TABLE public.orders
    ALTER COLUMN a TYPE bigint,
    ADD CONSTRAINT orders_a_not_null NOT NULL a NOT VALID,
    ADD COLUMN d date,
    ALTER COLUMN b SET DEFAULT 'x'::text,
    DROP COLUMN c;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_not_null;
