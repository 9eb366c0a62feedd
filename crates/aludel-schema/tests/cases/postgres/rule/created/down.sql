DROP RULE note ON public.t;
