CREATE TABLE public.t (
    a integer,
    b integer,
    c text
);
CREATE STATISTICS public.s (ndistinct, dependencies) ON a, b FROM public.t;
