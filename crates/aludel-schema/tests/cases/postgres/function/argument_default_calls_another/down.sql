DROP FUNCTION public.a_sum(integer);
DROP FUNCTION public.z_base();
