ALTER TABLE public.child NO INHERIT public.parent;
ALTER TABLE public.child
    DROP CONSTRAINT IF EXISTS positive,
    ADD CONSTRAINT positive CHECK (id >= 0) NOT VALID;
ALTER TABLE public.child VALIDATE CONSTRAINT positive;
