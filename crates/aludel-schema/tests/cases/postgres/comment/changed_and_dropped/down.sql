COMMENT ON COLUMN public.t.n IS 'b';
COMMENT ON TABLE public.t IS 'a';
