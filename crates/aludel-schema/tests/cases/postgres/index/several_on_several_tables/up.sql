ALTER TABLE public.t ADD COLUMN b integer;
ALTER TABLE public.u ADD COLUMN b integer;
CREATE INDEX CONCURRENTLY t_a_idx ON public.t (a);
CREATE INDEX CONCURRENTLY t_b_idx ON public.t (b);
CREATE INDEX CONCURRENTLY u_b_idx ON public.u (b);
