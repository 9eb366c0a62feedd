CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ADD COLUMN now public.mood;
