ALTER TABLE public.t ENABLE REPLICA RULE r;
COMMENT ON RULE r ON public.t IS 'none is deleted';
