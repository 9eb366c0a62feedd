ALTER TABLE public.child NO INHERIT public.z_parent;
ALTER TABLE public.z_parent DROP CONSTRAINT positive;
ALTER TABLE public.child DROP CONSTRAINT IF EXISTS positive;
