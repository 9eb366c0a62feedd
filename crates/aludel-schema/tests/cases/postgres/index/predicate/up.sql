CREATE INDEX CONCURRENTLY i_new ON public.t (a) WHERE ((b <> ' WITH (fillfactor=''70'')'::text) AND (a = ANY (ARRAY[1, 2])));
DROP INDEX CONCURRENTLY public.i;
ALTER INDEX public.i_new RENAME TO i;
