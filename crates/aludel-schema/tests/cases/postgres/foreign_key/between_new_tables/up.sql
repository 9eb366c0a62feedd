CREATE TABLE public.b (
    id integer NOT NULL,
    CONSTRAINT b_pkey PRIMARY KEY (id)
);
CREATE TABLE public.a (
    id integer NOT NULL,
    b_id integer,
    CONSTRAINT a_pkey PRIMARY KEY (id),
    CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES public.b (id)
);
