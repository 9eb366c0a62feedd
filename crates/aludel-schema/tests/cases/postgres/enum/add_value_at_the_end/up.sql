ALTER TYPE public.mood ADD VALUE 'happy';
ALTER TYPE public.mood ADD VALUE 'elated';
