CREATE TABLE public.parent (
    id integer,
    CONSTRAINT positive CHECK (id > 0)
);
ALTER TABLE public.child
    ADD CONSTRAINT positive CHECK (id > 0),
    INHERIT public.parent;
