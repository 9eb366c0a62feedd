CREATE INDEX CONCURRENTLY i_new ON public.t USING gist (v tsvector_ops (siglen='100'));
DROP INDEX CONCURRENTLY public.i;
ALTER INDEX public.i_new RENAME TO i;
