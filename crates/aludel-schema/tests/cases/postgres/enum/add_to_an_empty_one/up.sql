ALTER TYPE public.mood ADD VALUE 'sad';
ALTER TYPE public.mood ADD VALUE 'ok';
