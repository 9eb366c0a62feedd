-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "posts has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of posts is kept" CHECK (check_2)
);
-- SQLite alters this only by making posts anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('posts')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'posts' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('title'), ('posts_in'), ('body')
);
CREATE TABLE new_posts (
    title TEXT,
    body TEXT
);
INSERT INTO new_posts (rowid, title, body)
SELECT rowid, title, body FROM posts;
INSERT INTO temp.aludel_check (check_2)
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
