CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    n integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
REVOKE SELECT ON TABLE public.t FROM reader;
