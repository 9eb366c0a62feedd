DROP STATISTICS public.s;
-- destroys data: column public.t.b
ALTER TABLE public.t DROP COLUMN b;
