-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "b has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of b is kept" CHECK (check_2)
);
DROP INDEX by_note;
CREATE INDEX by_note ON a (note);
-- SQLite alters this only by making b anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('b')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'b' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('by_note'), ('note')
);
CREATE TABLE new_b (
    id INTEGER PRIMARY KEY,
    note TEXT NOT NULL
);
-- fails where note is NULL: write coalesce(note, …), or fill these rows first
INSERT INTO new_b (id, note)
SELECT id, note FROM b;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_b) = (SELECT count(*) FROM b);
DROP TABLE b;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
