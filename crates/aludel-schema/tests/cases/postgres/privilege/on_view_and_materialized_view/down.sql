REVOKE SELECT (id) ON TABLE public.v FROM writer;
REVOKE SELECT ON TABLE public.v FROM reader;
REVOKE SELECT ON TABLE public.m FROM writer;
