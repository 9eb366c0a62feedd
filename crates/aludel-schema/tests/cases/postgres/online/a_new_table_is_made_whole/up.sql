CREATE TABLE public.c (
    id integer NOT NULL,
    p_id integer NOT NULL,
    n integer,
    CONSTRAINT c_pkey PRIMARY KEY (id),
    CONSTRAINT c_n_key UNIQUE (n),
    CONSTRAINT c_n_check CHECK (n > 0),
    CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id)
);
CREATE INDEX c_p_id_idx ON public.c (p_id);
