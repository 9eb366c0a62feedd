DROP INDEX CONCURRENTLY public.people_now_idx;
ALTER DOMAIN public.known_mood DROP CONSTRAINT not_glad;
COMMENT ON DOMAIN public.known_mood IS NULL;
ALTER TABLE public.people
    ALTER COLUMN now DROP DEFAULT,
    DROP CONSTRAINT fine;
DROP VIEW public.happy;
-- destroys data: value 'glad' of enum public.mood
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.people SET now = … WHERE now::text IN ('glad');
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy');
ALTER DOMAIN public.known_mood RENAME TO known_mood_old;
CREATE DOMAIN public.known_mood AS public.mood DEFAULT 'ok'::public.mood CONSTRAINT known_mood_not_null NOT NULL;
ALTER TABLE public.people ALTER COLUMN now TYPE public.known_mood USING now::text::public.known_mood;
DROP DOMAIN public.known_mood_old;
DROP TYPE public.mood_old;
ALTER DOMAIN public.known_mood ADD CONSTRAINT not_sad CHECK ((VALUE <> 'sad'::public.mood));
COMMENT ON DOMAIN public.known_mood IS 'never sad';
ALTER TABLE public.people
    ALTER COLUMN now SET DEFAULT 'happy'::public.mood,
    ADD CONSTRAINT fine CHECK ((now)::text <> 'sad'::text) NOT VALID;
CREATE VIEW public.happy AS
 SELECT name
   FROM public.people
  WHERE ((now)::public.mood = 'happy'::public.mood);
CREATE INDEX CONCURRENTLY people_now_idx ON public.people (now) WHERE ((now)::public.mood = 'ok'::public.mood);
ALTER TABLE public.people VALIDATE CONSTRAINT fine;
