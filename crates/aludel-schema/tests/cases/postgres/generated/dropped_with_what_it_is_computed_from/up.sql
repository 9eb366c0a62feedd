-- destroys data: column public.orders.a
ALTER TABLE public.orders
    DROP COLUMN b,
    DROP COLUMN a;
