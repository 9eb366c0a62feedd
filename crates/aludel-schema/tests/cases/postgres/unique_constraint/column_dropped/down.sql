ALTER TABLE public.t ADD COLUMN a integer;
CREATE UNIQUE INDEX CONCURRENTLY t_a_b_key ON public.t (a, b);
ALTER TABLE public.t ADD CONSTRAINT t_a_b_key UNIQUE USING INDEX t_a_b_key;
