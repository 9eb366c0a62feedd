-- destroys data: table public.mood
DROP TABLE public.mood;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
