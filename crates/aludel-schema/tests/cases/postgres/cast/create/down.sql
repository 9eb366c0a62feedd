DROP CAST (character varying AS public.mood);
DROP CAST (integer AS public.mood);
DROP FUNCTION public.to_mood(integer);
DROP CAST (public.mood AS integer);
DROP TYPE public.mood;
