-- what was made by this configuration before stays as it is: tsvectors, indexes
ALTER TEXT SEARCH CONFIGURATION public.c DROP MAPPING FOR email;
ALTER TEXT SEARCH CONFIGURATION public.c ALTER MAPPING FOR asciiword, word WITH simple, english_stem;
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR host, url WITH simple;
