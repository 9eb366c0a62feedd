CREATE TABLE public.t (
    id serial,
    big bigserial,
    small smallserial,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
