DROP INDEX CONCURRENTLY public.i;
-- column public.t.a: fails where a value is no integer
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer;
CREATE INDEX CONCURRENTLY i ON public.t (a);
