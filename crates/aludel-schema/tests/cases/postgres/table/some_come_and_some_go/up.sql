ALTER TABLE public.b ALTER COLUMN id TYPE bigint;
CREATE TABLE public.d (
    id integer
);
CREATE TABLE public.e (
    id integer
);
-- destroys data: table public.a
DROP TABLE public.a;
-- destroys data: table public.c
DROP TABLE public.c;
