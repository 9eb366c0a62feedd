-- fill the rows that are there first: UPDATE public.t SET a = … WHERE a IS NULL;
ALTER TABLE public.t ADD CONSTRAINT t_a_not_null2 CHECK (a IS NOT NULL) NOT VALID;
CREATE INDEX CONCURRENTLY i_new2 ON public.t (a DESC);
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_not_null2;
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT t_a_not_null2;
DROP INDEX CONCURRENTLY public.i;
ALTER INDEX public.i_new2 RENAME TO i;
