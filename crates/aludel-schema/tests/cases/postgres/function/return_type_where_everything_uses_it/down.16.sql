DROP INDEX CONCURRENTLY public.t_f;
DROP INDEX CONCURRENTLY public.t_part;
ALTER TABLE public.t
    ALTER COLUMN id DROP DEFAULT,
    DROP CONSTRAINT positive;
DROP POLICY p ON public.t;
DROP VIEW public.w;
DROP VIEW public.v;
DROP MATERIALIZED VIEW public.m;
ALTER TABLE public.t DROP COLUMN twice;
DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(n integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$SELECT n$$;
ALTER TABLE public.t
    ADD COLUMN twice integer GENERATED ALWAYS AS (public.f(id)) STORED,
    ALTER COLUMN id SET DEFAULT public.f(1),
    ADD CONSTRAINT positive CHECK (public.f(id) > 0) NOT VALID;
CREATE POLICY p ON public.t
    USING (public.f(id) > 0);
CREATE VIEW public.v AS
 SELECT public.f(id) AS f
   FROM public.t;
CREATE VIEW public.w AS
 SELECT f
   FROM public.v;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT public.f(id) AS f
   FROM public.t;
CREATE INDEX m_f ON public.m (f);
COMMENT ON FUNCTION public.f(integer) IS 'itself';
CREATE INDEX CONCURRENTLY t_f ON public.t (public.f(id));
CREATE INDEX CONCURRENTLY t_part ON public.t (id) WHERE (public.f(id) > 5);
ALTER TABLE public.t VALIDATE CONSTRAINT positive;
