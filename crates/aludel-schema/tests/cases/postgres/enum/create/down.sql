-- destroys data: table public.people
DROP TABLE public.people;
DROP TYPE public.mood;
DROP TYPE public.nothing;
