DROP TYPE public."Odd ""type";
DROP TYPE public.nothing;
-- destroys data: table public.t
DROP TABLE public.t;
DROP TYPE public.point2;
