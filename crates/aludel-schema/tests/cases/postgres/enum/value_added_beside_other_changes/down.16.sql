ALTER TABLE public.people ALTER COLUMN now DROP DEFAULT;
DROP VIEW public.changed;
-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET now = … WHERE now IN ('happy');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ALTER COLUMN now TYPE public.mood USING now::text::public.mood;
DROP TYPE public.mood_old;
CREATE VIEW public.changed AS
 SELECT id
   FROM public.people;
CREATE VIEW public.gone AS
 SELECT 1 AS a;
