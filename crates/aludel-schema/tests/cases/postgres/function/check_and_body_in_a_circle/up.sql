CREATE TABLE public.t (
    id integer,
    parent integer
);
CREATE FUNCTION public.depth(of integer) RETURNS integer
    LANGUAGE sql STABLE
    AS $$SELECT 1 + count(parent)::integer FROM t WHERE id = of$$;
ALTER TABLE public.t ADD CONSTRAINT shallow CHECK (public.depth(parent) < 10);
