ALTER TYPE public.mood ADD VALUE 'happy';
ALTER TABLE public.people ADD COLUMN later public.mood;
CREATE TABLE public.pets (
    id integer,
    now public.mood
);
