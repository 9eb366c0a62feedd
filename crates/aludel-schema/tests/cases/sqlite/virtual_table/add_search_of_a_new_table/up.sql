CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    title TEXT
);
CREATE VIRTUAL TABLE a_search USING fts5 (
    title,
    content='posts',
    content_rowid='id'
);
