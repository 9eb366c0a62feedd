CREATE COLLATION plain (provider = icu, locale = 'en');
