-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.t SET f = … WHERE f::text IN ('happy');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER DOMAIN public.fine RENAME TO fine_old;
CREATE DOMAIN public.fine AS public.mood;
ALTER TABLE public.t ALTER COLUMN f TYPE public.fine USING f::text::public.fine;
DROP DOMAIN public.fine_old;
DROP TYPE public.mood_old;
