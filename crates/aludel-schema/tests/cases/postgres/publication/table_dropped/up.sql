ALTER PUBLICATION p DROP TABLE public.a;
-- destroys data: table public.a
DROP TABLE public.a;
