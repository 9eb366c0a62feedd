-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "every row of tags is kept" CHECK (check_1)
);
-- SQLite alters this only by making tags anew
CREATE TABLE new_tags (
    name TEXT PRIMARY KEY,
    note TEXT
);
INSERT INTO new_tags (rowid, name, note)
SELECT rowid, name, note FROM tags;
INSERT INTO temp.aludel_check (check_1)
SELECT (SELECT count(*) FROM new_tags) = (SELECT count(*) FROM tags);
DROP TABLE tags;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_tags RENAME TO tags;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
