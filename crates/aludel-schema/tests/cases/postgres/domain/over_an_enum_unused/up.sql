DROP DOMAIN public.fine;
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
DROP TYPE public.mood_old;
CREATE DOMAIN public.fine AS public.mood
    CONSTRAINT not_sad CHECK ((VALUE <> 'sad'::public.mood));
