CREATE INDEX CONCURRENTLY i ON public.t (lower(b), ((a + 1)) DESC);
