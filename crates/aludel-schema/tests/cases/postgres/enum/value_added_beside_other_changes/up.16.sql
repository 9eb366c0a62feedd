ALTER TYPE public.mood ADD VALUE 'happy';
DROP VIEW public.changed;
DROP VIEW public.gone;
ALTER TABLE public.people ALTER COLUMN now SET DEFAULT 'happy'::public.mood;
CREATE VIEW public.changed AS
 SELECT now
   FROM public.people;
