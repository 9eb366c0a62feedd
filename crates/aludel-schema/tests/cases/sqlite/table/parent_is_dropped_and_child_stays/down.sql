-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "children has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of children is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TABLE parents (
    id INTEGER PRIMARY KEY
);
-- SQLite alters this only by making children anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('children')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'children' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('parent_id')
);
CREATE TABLE new_children (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE
);
INSERT INTO new_children (id, parent_id)
SELECT id, parent_id FROM children;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_children) = (SELECT count(*) FROM children);
DROP TABLE children;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_children RENAME TO children;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('children')
);
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
