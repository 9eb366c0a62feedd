CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY "Odd ""stem" (TEMPLATE = snowball, Language = 'english', StopWords = 'english');
COMMENT ON TEXT SEARCH DICTIONARY plain IS 'plain';
