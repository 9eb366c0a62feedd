CREATE TABLE public.orders (
    id integer NOT NULL,
    doubled integer
);
ALTER TABLE public.orders ADD COLUMN total integer;
CREATE FUNCTION public.many(public.orders) RETURNS integer
    LANGUAGE sql
RETURN ($1).total;
ALTER TABLE public.orders ALTER COLUMN doubled SET DEFAULT public.many(NULL::public.orders);
