CREATE TABLE public.orders (
    id integer
);
CREATE FUNCTION public.label(public.orders) RETURNS text
    LANGUAGE sql
    AS $$SELECT $1.id::text$$;
CREATE FUNCTION public.newest() RETURNS SETOF public.orders
    LANGUAGE sql
    AS $$SELECT * FROM orders$$;
