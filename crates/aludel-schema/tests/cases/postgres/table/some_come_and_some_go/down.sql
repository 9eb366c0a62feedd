CREATE TABLE public.a (
    id integer
);
-- column public.b.id: fails where a value does not fit into integer
ALTER TABLE public.b ALTER COLUMN id TYPE integer;
CREATE TABLE public.c (
    id integer
);
-- destroys data: table public.d
DROP TABLE public.d;
-- destroys data: table public.e
DROP TABLE public.e;
