ALTER TYPE public.mood ADD VALUE 'happy';
ALTER TABLE public.people ALTER COLUMN now SET DEFAULT 'happy'::public.mood;
