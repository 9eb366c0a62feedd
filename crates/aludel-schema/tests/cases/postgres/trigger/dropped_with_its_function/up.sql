DROP TRIGGER tr ON public.t;
DROP FUNCTION public.f();
