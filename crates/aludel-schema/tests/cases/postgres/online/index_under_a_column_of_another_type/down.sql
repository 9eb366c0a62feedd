DROP INDEX CONCURRENTLY public.i;
ALTER TABLE public.t ALTER COLUMN a TYPE text;
CREATE INDEX CONCURRENTLY i ON public.t (a text_pattern_ops);
