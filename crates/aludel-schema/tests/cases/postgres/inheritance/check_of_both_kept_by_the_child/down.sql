ALTER TABLE public.child DROP CONSTRAINT positive;
ALTER TABLE public.parent ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
ALTER TABLE public.parent VALIDATE CONSTRAINT positive;
