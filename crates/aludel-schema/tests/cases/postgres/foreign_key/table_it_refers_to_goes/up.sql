ALTER TABLE public.c DROP CONSTRAINT c_p;
-- destroys data: table public.p
DROP TABLE public.p;
