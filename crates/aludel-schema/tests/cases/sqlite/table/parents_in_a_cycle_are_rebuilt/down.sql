-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "eggs has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of eggs is kept" CHECK (check_2),
    check_3 CONSTRAINT "hens has nothing else that would be lost" CHECK (check_3),
    check_4 CONSTRAINT "every row of hens is kept" CHECK (check_4),
    check_5 CONSTRAINT "every foreign key leads to a row" CHECK (check_5)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent
FROM (VALUES ('eggs'), ('hens')), pragma_foreign_key_check(column1);
-- SQLite alters this only by making eggs anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('eggs')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'eggs' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('hen_id'), ('name')
);
CREATE TABLE new_eggs (
    id INTEGER PRIMARY KEY,
    hen_id INTEGER REFERENCES hens (id) ON DELETE CASCADE,
    name TEXT
);
INSERT INTO new_eggs (id, hen_id, name)
SELECT id, hen_id, name FROM eggs;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_eggs) = (SELECT count(*) FROM eggs);
DROP TABLE eggs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_eggs RENAME TO eggs;
PRAGMA legacy_alter_table = OFF;
-- SQLite alters this only by making hens anew.
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('hens')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'hens' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('egg_id'), ('name')
);
CREATE TABLE new_hens (
    id INTEGER PRIMARY KEY,
    egg_id INTEGER REFERENCES eggs (id) ON DELETE SET NULL,
    name TEXT
);
INSERT INTO new_hens (id, egg_id, name)
SELECT id, egg_id, name FROM hens;
INSERT INTO temp.aludel_check (check_4)
SELECT (SELECT count(*) FROM new_hens) = (SELECT count(*) FROM hens);
DROP TABLE hens;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_hens RENAME TO hens;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_5)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent
    FROM (VALUES ('eggs'), ('hens')), pragma_foreign_key_check(column1)
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
