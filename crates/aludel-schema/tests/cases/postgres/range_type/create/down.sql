DROP TYPE public."Odd ""range";
-- destroys data: table public.t
DROP TABLE public.t;
DROP TYPE public.floats;
