COMMENT ON TYPE public.e IS 'e';
COMMENT ON DOMAIN public.d IS 'd';
COMMENT ON CONSTRAINT positive ON DOMAIN public.d IS 'p';
COMMENT ON TYPE public.c IS 'c';
COMMENT ON COLUMN public.c.b IS 'b';
COMMENT ON TYPE public.r IS 'r';
