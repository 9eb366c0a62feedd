COMMENT ON FUNCTION public.g(integer, text) IS NULL;
COMMENT ON PROCEDURE public.h() IS NULL;
COMMENT ON AGGREGATE public.s(integer) IS NULL;
