COMMENT ON TABLE public.t IS 'a';
COMMENT ON COLUMN public.t.n IS 'b';
