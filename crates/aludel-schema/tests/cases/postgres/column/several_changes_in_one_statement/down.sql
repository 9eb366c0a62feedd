-- destroys data: column public.orders.d
-- column public.orders.a: fails where a value does not fit into integer
ALTER TABLE public.orders
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN a DROP NOT NULL,
    ADD COLUMN c integer,
    DROP COLUMN d;
