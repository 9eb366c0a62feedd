ALTER TABLE public.log DROP CONSTRAINT positive;
