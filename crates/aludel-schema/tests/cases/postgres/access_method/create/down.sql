DROP ACCESS METHOD gist2;
-- destroys data: table public.t
DROP TABLE public.t;
DROP ACCESS METHOD heap2;
