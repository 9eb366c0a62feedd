-- destroys data: column public.days.mood
ALTER TABLE public.days DROP COLUMN mood;
DROP TYPE public.mood;
