ALTER TYPE public.mood ADD VALUE 'happy';
ALTER TABLE public.people
    ALTER COLUMN now SET DEFAULT 'happy'::public.mood,
    ADD CONSTRAINT people_check CHECK ((now <> 'happy'::public.mood) OR (id > 0)) NOT VALID;
CREATE OR REPLACE VIEW public.fine AS
 SELECT id
   FROM public.people
  WHERE (now >= 'happy'::public.mood);
CREATE INDEX CONCURRENTLY happy ON public.people (id) WHERE (now = 'happy'::public.mood);
ALTER TABLE public.people VALIDATE CONSTRAINT people_check;
