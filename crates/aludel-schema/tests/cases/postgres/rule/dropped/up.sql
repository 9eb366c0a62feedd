DROP RULE a ON public.t;
