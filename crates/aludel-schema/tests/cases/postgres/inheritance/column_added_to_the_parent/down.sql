-- destroys data: column public.things.extra
ALTER TABLE public.things DROP COLUMN extra;
