ALTER TABLE public.parent
    DROP CONSTRAINT positive,
    ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
ALTER TABLE public.parent VALIDATE CONSTRAINT positive;
