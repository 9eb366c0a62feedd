ALTER TABLE public.child
    ADD CONSTRAINT positive CHECK (id > 0),
    INHERIT public.z_parent;
