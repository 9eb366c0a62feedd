DROP FUNCTION public.f(integer);
DROP TRANSFORM FOR integer LANGUAGE sql;
