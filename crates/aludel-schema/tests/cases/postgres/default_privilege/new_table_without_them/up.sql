CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    n integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
ALTER TABLE public.t OWNER TO aludel;
REVOKE SELECT ON TABLE public.t FROM reader;
