CREATE TABLE public.a (
    id integer NOT NULL,
    n integer,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);
ALTER PUBLICATION p ADD TABLE public.a;
