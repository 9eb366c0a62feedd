-- destroys data: table public.i
DROP TABLE public.i;
CREATE INDEX CONCURRENTLY i ON public.t (a);
