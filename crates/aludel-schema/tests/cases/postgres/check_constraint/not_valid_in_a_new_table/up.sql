CREATE TABLE public.t (
    id integer NOT NULL,
    a integer,
    b text
);
ALTER TABLE public.t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
