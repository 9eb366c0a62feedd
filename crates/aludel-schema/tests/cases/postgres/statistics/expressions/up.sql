CREATE STATISTICS public.more (mcv) ON a, lower(c), (a * 2) FROM public.t;
CREATE STATISTICS public.one ON (a + b) FROM public.t;
