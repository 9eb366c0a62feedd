COMMENT ON FUNCTION public.g(integer, text) IS 'g';
COMMENT ON PROCEDURE public.h() IS 'h';
COMMENT ON AGGREGATE public.s(integer) IS 's';
