ALTER TABLE public.child NO INHERIT public.parent;
ALTER TABLE public.child DROP CONSTRAINT IF EXISTS positive;
-- destroys data: table public.parent
DROP TABLE public.parent;
