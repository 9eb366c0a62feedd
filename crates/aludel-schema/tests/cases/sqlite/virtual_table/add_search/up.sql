CREATE VIRTUAL TABLE search USING fts5 (
    title,
    body UNINDEXED,
    content='posts',
    content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO search (search) VALUES ('rebuild');
