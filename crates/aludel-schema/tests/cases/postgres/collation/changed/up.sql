DROP COLLATION public.plain;
CREATE COLLATION public.plain (provider = icu, locale = 'en');
