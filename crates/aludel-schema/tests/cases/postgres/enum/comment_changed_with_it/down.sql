ALTER TYPE public.mood ADD VALUE 'happy';
COMMENT ON TYPE public.mood IS 'old';
