DROP VIEW public.v;
DROP AGGREGATE public.total(integer);
CREATE FUNCTION public.add_up(state bigint, n integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT state + n$$;
CREATE AGGREGATE public.total(integer) (
    SFUNC = public.add_up,
    STYPE = bigint
);
CREATE VIEW public.v AS
 SELECT public.total(n) AS total
   FROM ( VALUES (1)) t(n);
