CREATE TEXT SEARCH DICTIONARY public."Odd ""stem" (TEMPLATE = pg_catalog.snowball, language = 'english', stopwords = 'english');
CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = pg_catalog.simple);
COMMENT ON TEXT SEARCH DICTIONARY public.plain IS 'plain';
