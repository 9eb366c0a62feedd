DROP STATISTICS public.s;
CREATE STATISTICS public.s (mcv) ON a, b FROM public.t;
