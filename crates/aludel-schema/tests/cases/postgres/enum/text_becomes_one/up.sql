ALTER TABLE public.people ALTER COLUMN now DROP DEFAULT;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
-- column public.people.now: fails where a value is no public.mood
ALTER TABLE public.people
    ALTER COLUMN now TYPE public.mood USING now::public.mood,
    ALTER COLUMN now SET DEFAULT 'ok'::public.mood;
