ALTER TABLE public.c NO INHERIT public.a;
