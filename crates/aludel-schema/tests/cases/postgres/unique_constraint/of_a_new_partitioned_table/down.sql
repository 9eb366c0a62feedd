-- destroys data: table public.log
-- destroys data: table public.log_2025
-- destroys data: table public.log_2026
-- destroys data: table public.log_2026_a
-- destroys data: table public.log_2026_rest
DROP TABLE public.log;
