CREATE UNIQUE INDEX CONCURRENTLY t_a_key_new ON public.t (a DESC);
ALTER TABLE public.t DROP CONSTRAINT t_a_key;
ALTER INDEX public.t_a_key_new RENAME TO t_a_key;
