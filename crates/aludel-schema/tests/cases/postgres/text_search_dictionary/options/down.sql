ALTER TEXT SEARCH DICTIONARY public.d (language = 'english', stopwords = 'english');
