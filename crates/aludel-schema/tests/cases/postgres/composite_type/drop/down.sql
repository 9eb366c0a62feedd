CREATE TYPE public.point2 AS (
    x integer,
    y integer
);
CREATE TYPE public.line AS (
    a public.point2,
    b public.point2
);
