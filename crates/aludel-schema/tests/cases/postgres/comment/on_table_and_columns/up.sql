COMMENT ON TABLE public.t IS 'rows of t';
COMMENT ON COLUMN public.t.name IS 'its ''name''';
