DROP FUNCTION public.whole_day(public.mood);
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TYPE public.day ALTER ATTRIBUTE morning TYPE public.mood;
ALTER TYPE public.day ALTER ATTRIBUTE evening TYPE public.mood;
DROP TYPE public.mood_old;
CREATE FUNCTION public.whole_day(m public.mood) RETURNS public.day
    LANGUAGE sql
    AS $$ SELECT ROW(m, m)::day $$;
