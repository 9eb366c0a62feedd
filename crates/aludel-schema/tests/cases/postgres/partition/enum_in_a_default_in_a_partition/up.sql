CREATE TYPE public.mood AS ENUM ('sad', 'glad');
ALTER TABLE public.days ADD COLUMN mood public.mood NOT NULL DEFAULT 'sad'::public.mood;
ALTER TABLE public.days_20 ALTER COLUMN mood SET DEFAULT 'glad'::public.mood;
