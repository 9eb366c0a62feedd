ALTER TABLE public.c
    ADD CONSTRAINT positive CHECK (id > 0),
    INHERIT public.a;
