CREATE COLLATION public."Odd ""name" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
CREATE COLLATION public.plain (provider = libc, locale = 'C');
CREATE TABLE public.t (
    a text COLLATE public.plain,
    b text COLLATE public."Odd ""name"
);
