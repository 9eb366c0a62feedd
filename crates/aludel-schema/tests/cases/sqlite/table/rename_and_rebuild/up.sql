-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
ALTER TABLE orders RENAME TO purchases;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "purchases has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of purchases is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('items');
-- SQLite alters this only by making purchases anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('purchases')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'purchases' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('note')
);
CREATE TABLE new_purchases (
    id INTEGER PRIMARY KEY,
    note TEXT NOT NULL DEFAULT ''
);
-- where note is NULL it becomes ''
INSERT INTO new_purchases (id, note)
SELECT id, coalesce(note, '') FROM purchases;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_purchases) = (SELECT count(*) FROM purchases);
DROP TABLE purchases;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_purchases RENAME TO purchases;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('items')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
