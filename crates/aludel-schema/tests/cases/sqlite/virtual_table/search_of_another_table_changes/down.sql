DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title,
    content = 'posts',
    content_rowid = 'id'
);
INSERT INTO search (search) VALUES ('rebuild');
