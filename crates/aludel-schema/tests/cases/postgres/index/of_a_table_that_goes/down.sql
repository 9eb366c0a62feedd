CREATE TABLE public.t (
    id integer NOT NULL,
    a integer,
    b text
);
CREATE INDEX i ON public.t (a);
