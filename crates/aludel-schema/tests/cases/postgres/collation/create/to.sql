CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION "Odd ""name" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION mixed (lc_collate = 'C', lc_ctype = 'POSIX');
CREATE TABLE t (a text COLLATE german, b text COLLATE "Odd ""name");
