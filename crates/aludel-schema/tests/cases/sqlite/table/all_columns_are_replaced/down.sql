-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "every row of notes is kept" CHECK (check_1)
);
-- SQLite alters this only by making notes anew
CREATE TABLE new_notes (
    a TEXT
);
INSERT INTO new_notes (rowid)
SELECT rowid FROM notes;
INSERT INTO temp.aludel_check (check_1)
SELECT (SELECT count(*) FROM new_notes) = (SELECT count(*) FROM notes);
-- destroys data: column notes.b
DROP TABLE notes;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
