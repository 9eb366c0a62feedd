ALTER TABLE public.child
    DROP CONSTRAINT positive,
    ADD CONSTRAINT positive CHECK (id > 0),
    INHERIT public.parent;
