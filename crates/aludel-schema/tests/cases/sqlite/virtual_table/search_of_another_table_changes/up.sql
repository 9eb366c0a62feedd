DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title,
    body,
    content = 'posts',
    content_rowid = 'id'
);
INSERT INTO search (search) VALUES ('rebuild');
