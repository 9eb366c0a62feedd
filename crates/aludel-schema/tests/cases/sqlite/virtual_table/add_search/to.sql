CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE search USING fts5 (title, body UNINDEXED, content = 'posts', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
