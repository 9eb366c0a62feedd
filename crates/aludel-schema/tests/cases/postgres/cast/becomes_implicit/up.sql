DROP CAST (character varying AS public.mood);
CREATE CAST (character varying AS public.mood) WITH INOUT AS IMPLICIT;
