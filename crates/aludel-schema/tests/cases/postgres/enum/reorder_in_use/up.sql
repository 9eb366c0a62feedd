ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('happy', 'ok', 'sad');
ALTER TABLE public.people
    ALTER COLUMN now TYPE public.mood USING now::text::public.mood,
    ALTER COLUMN "Then" TYPE public.mood USING "Then"::text::public.mood;
DROP TYPE public.mood_old;
