DROP TRIGGER tr ON public.ft;
