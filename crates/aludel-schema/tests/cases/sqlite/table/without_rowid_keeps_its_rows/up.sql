-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "pairs has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of pairs is kept" CHECK (check_2)
);
-- SQLite alters this only by making pairs anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('pairs')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'pairs' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('a'), ('b')
);
CREATE TABLE new_pairs (
    a TEXT PRIMARY KEY,
    b TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
-- fails where a value is not of its column's type
-- where b is NULL it becomes ''
INSERT INTO new_pairs (a, b)
SELECT a, coalesce(b, '') FROM pairs;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_pairs) = (SELECT count(*) FROM pairs);
DROP TABLE pairs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_pairs RENAME TO pairs;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
