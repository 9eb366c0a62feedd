ALTER TABLE public.t DROP CONSTRAINT t_a_key;
CREATE UNIQUE INDEX CONCURRENTLY by_a ON public.t (a) WITH (fillfactor = 50);
