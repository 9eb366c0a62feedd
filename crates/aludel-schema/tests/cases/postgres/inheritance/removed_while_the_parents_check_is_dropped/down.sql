ALTER TABLE public.child INHERIT public.z_parent;
ALTER TABLE public.z_parent ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
ALTER TABLE public.z_parent VALIDATE CONSTRAINT positive;
