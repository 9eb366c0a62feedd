-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "every row of posts is kept" CHECK (check_1)
);
-- SQLite alters this only by making posts anew
CREATE TABLE new_posts (
    title TEXT,
    body TEXT NOT NULL DEFAULT ''
);
-- where body is NULL it becomes ''
INSERT INTO new_posts (rowid, title, body)
SELECT rowid, title, coalesce(body, '') FROM posts;
INSERT INTO temp.aludel_check (check_1)
SELECT (SELECT count(*) FROM new_posts) = (SELECT count(*) FROM posts);
DROP TABLE posts;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_posts RENAME TO posts;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER posts_in AFTER INSERT ON posts
FOR EACH ROW
BEGIN
    INSERT INTO search (rowid, title) VALUES (new.rowid, new.title);
END;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
