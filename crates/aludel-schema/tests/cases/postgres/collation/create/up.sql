CREATE COLLATION public."Odd ""name" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION public.german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION public.mixed (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
CREATE TABLE public.t (
    a text COLLATE public.german,
    b text COLLATE public."Odd ""name"
);
