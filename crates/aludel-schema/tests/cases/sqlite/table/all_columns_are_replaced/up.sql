-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "notes has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of notes is kept" CHECK (check_2)
);
-- SQLite alters this only by making notes anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('notes')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'notes' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('a')
);
CREATE TABLE new_notes (
    b TEXT DEFAULT 'x'
);
INSERT INTO new_notes (rowid)
SELECT rowid FROM notes;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_notes) = (SELECT count(*) FROM notes);
-- destroys data: column notes.a
DROP TABLE notes;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
