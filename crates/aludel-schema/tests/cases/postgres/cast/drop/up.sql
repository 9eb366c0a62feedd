DROP CAST (character varying AS public.mood);
