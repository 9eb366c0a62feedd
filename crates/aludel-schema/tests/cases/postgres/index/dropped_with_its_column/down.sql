ALTER TABLE public.t ADD COLUMN a integer;
CREATE INDEX CONCURRENTLY t_a ON public.t (a);
CREATE INDEX CONCURRENTLY t_ab ON public.t (b, a);
