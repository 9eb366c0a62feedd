DROP FUNCTION public.a(integer);
DROP FUNCTION public.b(integer);
