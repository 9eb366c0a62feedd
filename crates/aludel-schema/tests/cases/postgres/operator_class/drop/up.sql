DROP OPERATOR CLASS public.alone USING hash;
DROP OPERATOR FAMILY public.alone USING hash;
