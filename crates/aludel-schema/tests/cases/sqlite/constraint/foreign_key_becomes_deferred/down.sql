-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "b has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of b is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('b');
-- SQLite alters this only by making b anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('b')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'b' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('x'), ('y')
);
CREATE TABLE new_b (
    x INTEGER,
    y INTEGER,
    FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE RESTRICT
);
INSERT INTO new_b (rowid, x, y)
SELECT rowid, x, y FROM b;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_b) = (SELECT count(*) FROM b);
DROP TABLE b;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('b')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
