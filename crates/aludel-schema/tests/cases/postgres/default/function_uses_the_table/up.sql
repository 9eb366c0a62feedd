CREATE TABLE public.orders (
    id integer NOT NULL,
    total integer,
    doubled integer
);
CREATE FUNCTION public.many(public.orders) RETURNS integer
    LANGUAGE sql
RETURN ($1).total;
ALTER TABLE public.orders ALTER COLUMN doubled SET DEFAULT public.many(NULL::public.orders);
