COMMENT ON CONSTRAINT n_check ON public.t IS 'above';
COMMENT ON INDEX public.pk IS 'the index of the key';
COMMENT ON INDEX public.t_n IS 'by n';
COMMENT ON CONSTRAINT pk ON public.t IS 'key';
