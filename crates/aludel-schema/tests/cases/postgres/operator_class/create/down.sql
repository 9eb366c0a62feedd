-- destroys data: table public.t
DROP TABLE public.t;
DROP OPERATOR CLASS public.by_value USING btree;
DROP OPERATOR public.@< (integer, integer);
DROP OPERATOR CLASS public.alone USING hash;
DROP OPERATOR FAMILY public.alone USING hash;
DROP OPERATOR FAMILY public.numbers USING btree;
