CREATE FUNCTION public.next_number() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
CREATE TABLE public.a_orders (
    id integer,
    number integer DEFAULT public.next_number()
);
CREATE FUNCTION public.count_orders() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT count(number) FROM a_orders$$;
CREATE FUNCTION public.a_total() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT count_orders() + 1$$;
