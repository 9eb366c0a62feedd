ALTER TABLE public.child NO INHERIT public.z_parent;
ALTER TABLE public.child DROP CONSTRAINT IF EXISTS positive;
