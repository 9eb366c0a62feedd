DROP TRIGGER tr ON public.p;
