GRANT SELECT (id) ON TABLE public.v TO writer;
GRANT SELECT ON TABLE public.v TO reader;
GRANT SELECT ON TABLE public.m TO writer;
