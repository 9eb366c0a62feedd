DROP TRIGGER posts_in;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title,
    body,
    content='posts',
    content_rowid='id'
);
INSERT INTO search (search) VALUES ('rebuild');
CREATE TRIGGER posts_in AFTER INSERT ON posts
FOR EACH ROW
BEGIN
    INSERT INTO search (rowid, title) VALUES (new.id, new.title);
END;
