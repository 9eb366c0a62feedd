DROP STATISTICS public.s;
CREATE STATISTICS public.s ON a, b FROM public.t;
