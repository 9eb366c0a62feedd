DROP INDEX CONCURRENTLY public.happy;
ALTER TABLE public.people
    ALTER COLUMN now DROP DEFAULT,
    DROP CONSTRAINT people_check;
DROP VIEW public.fine;
-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET now = … WHERE now IN ('happy');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ALTER COLUMN now TYPE public.mood USING now::text::public.mood;
DROP TYPE public.mood_old;
ALTER TABLE public.people ALTER COLUMN now SET DEFAULT 'ok'::public.mood;
CREATE VIEW public.fine AS
 SELECT id
   FROM public.people
  WHERE (now = 'ok'::public.mood);
