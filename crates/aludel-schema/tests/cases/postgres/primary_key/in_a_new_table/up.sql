CREATE TABLE public.t (
    a integer NOT NULL,
    b integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (b, a)
);
