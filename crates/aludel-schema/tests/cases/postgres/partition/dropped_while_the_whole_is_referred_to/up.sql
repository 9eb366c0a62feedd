ALTER TABLE public.builds DETACH PARTITION public.builds_1;
-- destroys data: table public.builds_1
DROP TABLE public.builds_1;
