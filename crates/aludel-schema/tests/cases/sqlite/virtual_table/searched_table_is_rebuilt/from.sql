CREATE TABLE posts (title TEXT, body TEXT);
CREATE VIRTUAL TABLE search USING fts5 (title, content = 'posts');
CREATE TRIGGER posts_in AFTER INSERT ON posts FOR EACH ROW BEGIN INSERT INTO search (rowid, title) VALUES (new.rowid, new.title); END;
