ALTER TABLE public.b
    ADD CONSTRAINT positive CHECK (id > 0),
    INHERIT public.a;
