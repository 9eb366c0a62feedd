CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'it''s "fine"', E'back\\slash');
CREATE TYPE public.nothing AS ENUM ();
CREATE TABLE public.people (
    now public.mood
);
