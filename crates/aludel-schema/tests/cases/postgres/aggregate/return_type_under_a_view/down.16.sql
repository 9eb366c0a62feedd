DROP VIEW public.v;
DROP AGGREGATE public.total(integer);
DROP FUNCTION public.add_up(bigint, integer);
CREATE AGGREGATE public.total(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
CREATE VIEW public.v AS
 SELECT public.total(n) AS total
   FROM ( VALUES (1)) t(n);
