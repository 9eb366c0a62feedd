-- destroys data: column public.people.now
ALTER TABLE public.people DROP COLUMN now;
DROP TYPE public.mood;
