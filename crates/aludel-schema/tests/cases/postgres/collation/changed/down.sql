DROP COLLATION public.plain;
CREATE COLLATION public.plain (provider = libc, locale = 'C');
