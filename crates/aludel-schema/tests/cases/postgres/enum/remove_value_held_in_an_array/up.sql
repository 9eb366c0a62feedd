-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET moods = … WHERE moods::text[] && ARRAY['happy'];
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ALTER COLUMN moods TYPE public.mood[] USING moods::text[]::public.mood[];
DROP TYPE public.mood_old;
