ALTER TYPE public.mood ADD VALUE 'dead' BEFORE 'sad';
ALTER TYPE public.mood ADD VALUE 'awful' AFTER 'dead';
ALTER TYPE public.mood ADD VALUE 'so' AFTER 'sad';
ALTER TYPE public.mood ADD VALUE 'so so' AFTER 'so';
ALTER TYPE public.mood ADD VALUE 'happy';
