CREATE COLLATION plain (provider = icu, locale = 'en');
CREATE TABLE t (a text COLLATE plain);
