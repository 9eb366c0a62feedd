DROP TRIGGER "T ON public.""q" ON public."a ON public.b";
