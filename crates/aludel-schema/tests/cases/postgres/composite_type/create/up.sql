CREATE TYPE public.point2 AS (
    x integer,
    y numeric(10,2)
);
CREATE TYPE public."Odd ""type" AS (
    "Odd ""name" text COLLATE pg_catalog."C",
    many public.point2[]
);
CREATE TYPE public.nothing AS ();
CREATE TABLE public.t (
    p public.point2
);
