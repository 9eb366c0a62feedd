-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "tags has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of tags is kept" CHECK (check_2)
);
-- SQLite alters this only by making tags anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('tags')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'tags' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('name'), ('note')
);
CREATE TABLE new_tags (
    name TEXT,
    note TEXT,
    CONSTRAINT tags_pk PRIMARY KEY (name, note DESC)
);
INSERT INTO new_tags (rowid, name, note)
SELECT rowid, name, note FROM tags;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_tags) = (SELECT count(*) FROM tags);
DROP TABLE tags;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_tags RENAME TO tags;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
