COMMENT ON TYPE public.point2 IS 'a point';
COMMENT ON COLUMN public.point2.x IS 'abscissa';
