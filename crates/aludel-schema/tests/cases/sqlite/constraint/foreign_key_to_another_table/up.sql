-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "c has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of c is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('c');
-- SQLite alters this only by making c anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('c')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'c' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('other')
);
CREATE TABLE new_c (
    id INTEGER PRIMARY KEY,
    other INTEGER REFERENCES b (id)
);
INSERT INTO new_c (id, other)
SELECT id, other FROM c;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_c) = (SELECT count(*) FROM c);
DROP TABLE c;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('c')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
