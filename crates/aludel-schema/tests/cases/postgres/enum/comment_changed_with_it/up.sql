ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
DROP TYPE public.mood_old;
COMMENT ON TYPE public.mood IS 'new';
