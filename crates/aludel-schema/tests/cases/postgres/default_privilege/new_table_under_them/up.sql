CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    n integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
GRANT SELECT ON TABLE public.t TO reader;
