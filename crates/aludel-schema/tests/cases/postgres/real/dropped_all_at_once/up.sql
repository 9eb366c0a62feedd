DROP MATERIALIZED VIEW public.m;
DROP FUNCTION public.g(public.v);
DROP VIEW public.v;
DROP OPERATOR public.=== (public.kind, public.kind);
DROP FUNCTION public.same(public.kind, public.kind);
DROP PUBLICATION pub;
-- destroys data: table public.child
DROP TABLE public.child;
-- destroys data: table public.base
DROP TABLE public.base;
DROP TYPE public.kind;
DROP DOMAIN public.short;
CREATE TABLE public.other (
    id integer
);
-- destroys data: table public.part
-- destroys data: table public.part_1
DROP TABLE public.part;
