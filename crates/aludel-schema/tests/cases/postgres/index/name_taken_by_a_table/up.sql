DROP INDEX CONCURRENTLY public.i;
CREATE TABLE public.i (
    x integer
);
