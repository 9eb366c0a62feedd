DROP INDEX CONCURRENTLY public.t_small;
DROP VIEW public.v;
DROP OPERATOR public.@< (integer, integer);
DROP FUNCTION public.less(integer, integer);
CREATE FUNCTION public.less(a integer, b integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$SELECT a < b$$;
CREATE OPERATOR public.@< (
    FUNCTION = public.less,
    LEFTARG = integer,
    RIGHTARG = integer
);
CREATE VIEW public.v AS
 SELECT (a OPERATOR(public.@<) 5) AS small
   FROM public.t;
COMMENT ON OPERATOR public.@< (integer, integer) IS 'less';
CREATE INDEX CONCURRENTLY t_small ON public.t (((a OPERATOR(public.@<) 5)));
