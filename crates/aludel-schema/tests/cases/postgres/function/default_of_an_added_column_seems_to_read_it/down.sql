-- destroys data: column public.t.number
ALTER TABLE public.t DROP COLUMN number;
DROP FUNCTION public.first_number();
