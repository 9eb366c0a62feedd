REVOKE SELECT (id) ON TABLE public.t FROM reader;
REVOKE SELECT (name), UPDATE (name) ON TABLE public.t FROM reader;
