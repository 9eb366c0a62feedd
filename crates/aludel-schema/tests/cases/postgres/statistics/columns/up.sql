DROP STATISTICS public.s;
CREATE STATISTICS public.s ON a, c FROM public.t;
