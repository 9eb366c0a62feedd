CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    n integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.t IS 'a';
COMMENT ON COLUMN public.t.n IS 'b';
