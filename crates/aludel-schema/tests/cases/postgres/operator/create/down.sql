DROP VIEW public.v;
DROP OPERATOR public.!== (integer, text);
DROP FUNCTION public.other(integer, text);
DROP OPERATOR public.=== (integer, text);
DROP FUNCTION public.same(integer, text);
DROP OPERATOR public.=== (text, integer);
DROP FUNCTION public.same(text, integer);
DROP OPERATOR public.!! (NONE, bigint);
