DROP TRIGGER ct ON public.t;
