DROP STATISTICS public.s;
CREATE STATISTICS public.s (dependencies, mcv) ON a, b FROM public.t;
