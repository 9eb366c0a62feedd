-- destroys data: column public.days.extra
ALTER TABLE public.days DROP COLUMN extra;
