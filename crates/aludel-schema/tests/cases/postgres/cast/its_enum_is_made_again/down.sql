DROP CAST (character varying AS public.mood);
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood;
DROP TYPE public.mood_old;
CREATE CAST (character varying AS public.mood) WITH INOUT AS IMPLICIT;
