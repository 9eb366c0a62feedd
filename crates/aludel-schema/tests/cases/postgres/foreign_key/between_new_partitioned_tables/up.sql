CREATE TABLE public.p (
    id integer NOT NULL,
    k integer NOT NULL,
    CONSTRAINT p_pkey PRIMARY KEY (id, k)
) PARTITION BY HASH (id);
CREATE TABLE public.c (
    id integer,
    k integer,
    CONSTRAINT c_id_k_fkey FOREIGN KEY (id, k) REFERENCES public.p (id, k)
) PARTITION BY HASH (id);
CREATE TABLE public.c0 PARTITION OF public.c FOR VALUES WITH (modulus 1, remainder 0);
CREATE TABLE public.p0 PARTITION OF public.p FOR VALUES WITH (modulus 1, remainder 0);
