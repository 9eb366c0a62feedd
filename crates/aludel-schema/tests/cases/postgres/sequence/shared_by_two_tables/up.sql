CREATE SEQUENCE public.s;
CREATE TABLE public.t (
    id bigint DEFAULT nextval('public.s'::regclass)
);
CREATE TABLE public.u (
    id bigint DEFAULT nextval('public.s'::regclass)
);
