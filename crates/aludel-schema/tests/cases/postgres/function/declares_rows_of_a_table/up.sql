CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TABLE public.late_table (
    number integer
);
CREATE TABLE public.orders (
    number integer
);
CREATE FUNCTION public.a_copy(n integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    found orders%ROWTYPE;
    number orders.number%TYPE;
    state mood := 'ok';
BEGIN
    SELECT * INTO found FROM late_table;
END $$;
