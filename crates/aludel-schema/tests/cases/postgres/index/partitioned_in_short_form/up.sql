CREATE INDEX log_kind ON public.log (kind, day DESC);
