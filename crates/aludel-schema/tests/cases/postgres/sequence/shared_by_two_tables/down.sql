-- destroys data: table public.t
DROP TABLE public.t;
-- destroys data: table public.u
DROP TABLE public.u;
-- destroys data: how far sequence public.s has counted
DROP SEQUENCE public.s;
