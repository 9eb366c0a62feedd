-- what was made by this configuration before stays as it is: tsvectors, indexes
ALTER TEXT SEARCH CONFIGURATION public.c DROP MAPPING FOR host, url;
ALTER TEXT SEARCH CONFIGURATION public.c ALTER MAPPING FOR asciiword, word WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR email WITH simple;
