CREATE INDEX CONCURRENTLY i ON public.t (a) WITH (fillfactor = 70) WHERE CASE
    WHEN (a > 0) THEN (b = 'x'::text)
    ELSE true
END;
