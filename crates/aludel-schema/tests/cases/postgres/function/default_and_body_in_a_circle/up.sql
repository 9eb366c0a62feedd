CREATE TABLE public.t (
    id integer,
    number integer
);
CREATE FUNCTION public.next_number() RETURNS integer
    LANGUAGE sql
    AS $$SELECT coalesce(max(number), 0) + 1 FROM t$$;
ALTER TABLE public.t ALTER COLUMN number SET DEFAULT public.next_number();
