CREATE TYPE public.kind AS ENUM ('a', 'b');
CREATE DOMAIN public.short AS text
    CONSTRAINT short_check CHECK ((length(VALUE) < 9));
CREATE TABLE public.base (
    id integer NOT NULL,
    kind public.kind,
    name public.short,
    CONSTRAINT base_pkey PRIMARY KEY (id)
);
CREATE TABLE public.child (
    extra text
) INHERITS (public.base);
CREATE TABLE public.part (
    id integer,
    at date
) PARTITION BY RANGE (at);
CREATE TABLE public.part_1 PARTITION OF public.part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW public.v AS
 SELECT b.id,
    p.at
   FROM (public.base b
     JOIN public.part p USING (id));
CREATE FUNCTION public.g(public.v) RETURNS public.kind
    LANGUAGE sql
    AS $$ SELECT kind FROM public.base LIMIT 1 $$;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT public.g(v.*) AS g
   FROM public.v;
CREATE FUNCTION public.same(public.kind, public.kind) RETURNS boolean
    LANGUAGE sql
    AS $$ SELECT $1 = $2 $$;
CREATE OPERATOR public.=== (
    FUNCTION = public.same,
    LEFTARG = public.kind,
    RIGHTARG = public.kind
);
CREATE PUBLICATION pub;
ALTER PUBLICATION pub ADD TABLE
    public.base,
    public.child,
    public.part;
-- destroys data: table public.other
DROP TABLE public.other;
