ALTER FUNCTION public.f(integer) RENAME TO g;
