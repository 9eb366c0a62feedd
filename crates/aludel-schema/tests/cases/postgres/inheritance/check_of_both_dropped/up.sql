ALTER TABLE public.z_parent DROP CONSTRAINT positive;
ALTER TABLE public.child DROP CONSTRAINT IF EXISTS positive;
