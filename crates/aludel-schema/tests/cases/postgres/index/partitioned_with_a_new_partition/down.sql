-- destroys data: table public.log_2027
DROP TABLE public.log_2027;
