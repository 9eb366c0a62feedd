DROP FUNCTION public.g(integer);
DROP PROCEDURE public.h(text);
