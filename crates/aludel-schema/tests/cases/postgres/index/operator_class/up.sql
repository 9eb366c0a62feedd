CREATE INDEX CONCURRENTLY i_new ON public.t (b text_pattern_ops);
DROP INDEX CONCURRENTLY public.i;
ALTER INDEX public.i_new RENAME TO i;
