DROP INDEX CONCURRENTLY public.expression;
DROP INDEX CONCURRENTLY public.partial;
ALTER TABLE public.people
    ALTER COLUMN now DROP DEFAULT,
    ALTER COLUMN past DROP DEFAULT,
    DROP CONSTRAINT not_both,
    DROP CONSTRAINT people_now_fkey;
DROP TRIGGER change ON public.people;
DROP POLICY fine ON public.people;
DROP VIEW public.sad;
DROP MATERIALIZED VIEW public.counts;
DROP FUNCTION public.cheer(public.mood);
ALTER TABLE public.people DROP COLUMN is_fine;
ALTER TYPE public.mood RENAME TO mood_old;
CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy');
ALTER TABLE public.moods ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;
ALTER TABLE public.people
    ALTER COLUMN now TYPE public.mood USING now::text::public.mood,
    ALTER COLUMN past TYPE public.mood[] USING past::text[]::public.mood[];
DROP TYPE public.mood_old;
COMMENT ON TYPE public.mood IS 'how one feels';
ALTER TABLE public.people
    ADD COLUMN is_fine boolean GENERATED ALWAYS AS (now <> 'sad'::public.mood) STORED,
    ALTER COLUMN now SET DEFAULT 'ok'::public.mood,
    ALTER COLUMN past SET DEFAULT '{}'::public.mood[],
    ADD CONSTRAINT not_both CHECK ((now <> 'sad'::public.mood) OR (past IS NULL)) NOT VALID,
    ADD CONSTRAINT people_now_fkey FOREIGN KEY (now) REFERENCES public.moods (mood) NOT VALID;
CREATE TRIGGER change
    BEFORE UPDATE OF now ON public.people
    FOR EACH ROW WHEN ((new.now = 'sad'::public.mood)) EXECUTE FUNCTION public.on_change();
CREATE POLICY fine ON public.people
    USING (now <> 'sad'::public.mood);
CREATE VIEW public.sad AS
 SELECT id,
    now
   FROM public.people
  WHERE (now = 'sad'::public.mood);
COMMENT ON VIEW public.sad IS 'those who are';
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.counts AS
 SELECT now,
    count(*) AS count
   FROM public.people
  GROUP BY now;
CREATE UNIQUE INDEX counts_now ON public.counts (now);
CREATE FUNCTION public.cheer(m public.mood DEFAULT 'sad'::public.mood) RETURNS public.mood
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN 'ok'; END $$;
CREATE INDEX CONCURRENTLY expression ON public.people (((now = 'ok'::public.mood)));
CREATE INDEX CONCURRENTLY partial ON public.people (id) WHERE (now = 'sad'::public.mood);
ALTER TABLE public.people VALIDATE CONSTRAINT not_both;
ALTER TABLE public.people VALIDATE CONSTRAINT people_now_fkey;
