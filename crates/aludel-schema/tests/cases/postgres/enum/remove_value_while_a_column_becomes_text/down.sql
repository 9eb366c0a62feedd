ALTER TYPE public.mood ADD VALUE 'happy';
-- column public.people.later: fails where a value is no public.mood
ALTER TABLE public.people ALTER COLUMN later TYPE public.mood USING later::public.mood;
