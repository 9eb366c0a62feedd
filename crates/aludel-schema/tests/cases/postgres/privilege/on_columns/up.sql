GRANT SELECT (id) ON TABLE public.t TO reader;
GRANT SELECT (name), UPDATE (name) ON TABLE public.t TO reader;
