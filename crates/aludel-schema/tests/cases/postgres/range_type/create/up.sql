CREATE TYPE public."Odd ""range" AS RANGE (subtype = text, subtype_opclass = pg_catalog.text_pattern_ops, collation = pg_catalog."C", multirange_type_name = public."Many ""odd");
CREATE TYPE public.floats AS RANGE (subtype = double precision, subtype_diff = float8mi);
CREATE TABLE public.t (
    f public.floats,
    m public.floats_multirange
);
