-- destroys data: value 'happy' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET now = … WHERE now IN ('happy');
-- UPDATE public.clerks SET later = … WHERE later IN ('happy');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.people ALTER COLUMN now TYPE public.mood USING now::text::public.mood;
ALTER TABLE public.clerks ALTER COLUMN later TYPE public.mood USING later::text::public.mood;
DROP TYPE public.mood_old;
