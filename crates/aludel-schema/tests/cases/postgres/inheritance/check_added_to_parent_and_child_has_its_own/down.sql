ALTER TABLE public.parent DROP CONSTRAINT positive;
ALTER TABLE public.child ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
ALTER TABLE public.child VALIDATE CONSTRAINT positive;
