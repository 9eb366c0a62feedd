ALTER TABLE ONLY public.people ALTER COLUMN now DROP DEFAULT;
ALTER TABLE public.people_new ALTER COLUMN now DROP DEFAULT;
ALTER TABLE public.people_old ALTER COLUMN now DROP DEFAULT;
-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET now = … WHERE now IN ('happy');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ALTER COLUMN now TYPE public.mood USING now::text::public.mood;
DROP TYPE public.mood_old;
ALTER TABLE ONLY public.people ALTER COLUMN now SET DEFAULT 'ok'::public.mood;
ALTER TABLE public.people_new ALTER COLUMN now SET DEFAULT 'sad'::public.mood;
ALTER TABLE public.people_old ALTER COLUMN now SET DEFAULT 'ok'::public.mood;
