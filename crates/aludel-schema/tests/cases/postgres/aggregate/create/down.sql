DROP AGGREGATE public.total(integer);
DROP FUNCTION public.add_up(bigint, integer);
DROP FUNCTION public.finish(bigint);
DROP FUNCTION public.take_off(bigint, integer);
DROP AGGREGATE public."Odd ""count"(*);
DROP AGGREGATE public.least_of(integer);
