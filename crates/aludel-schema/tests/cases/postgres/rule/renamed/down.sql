ALTER RULE b ON public.t RENAME TO a;
