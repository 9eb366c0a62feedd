CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE search USING fts5 (title, body, content = 'posts', content_rowid = 'id');
CREATE TRIGGER posts_in AFTER INSERT ON posts FOR EACH ROW BEGIN INSERT INTO search (rowid, title) VALUES (new.id, new.title); END;
