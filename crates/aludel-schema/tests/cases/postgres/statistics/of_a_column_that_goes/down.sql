ALTER TABLE public.t ADD COLUMN b integer;
CREATE STATISTICS public.s ON a, b FROM public.t;
