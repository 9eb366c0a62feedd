DROP TRIGGER tr ON public.t;
