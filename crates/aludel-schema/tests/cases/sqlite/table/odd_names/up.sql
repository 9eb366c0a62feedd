-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "Odd ""name has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of Odd ""name is kept" CHECK (check_2),
    check_3 CONSTRAINT "order has nothing else that would be lost" CHECK (check_3),
    check_4 CONSTRAINT "every row of order is kept" CHECK (check_4),
    check_5 CONSTRAINT "every foreign key leads to a row" CHECK (check_5)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('order');
-- SQLite alters this only by making Odd "name anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('Odd "name')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'Odd "name' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('odd, index'), ('a column'), ('select')
);
CREATE TABLE "new_Odd ""name" (
    id INTEGER PRIMARY KEY,
    "a column" TEXT NOT NULL DEFAULT '',
    "select" TEXT,
    "it's" TEXT
);
-- where a column is NULL it becomes ''
INSERT INTO "new_Odd ""name" (id, "a column", "select")
SELECT id, coalesce("a column", ''), "select" FROM "Odd ""name";
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM "new_Odd ""name") = (SELECT count(*) FROM "Odd ""name");
DROP TABLE "Odd ""name";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "new_Odd ""name" RENAME TO "Odd ""name";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "odd, index" ON "Odd ""name" ("a column");
-- SQLite alters this only by making order anew.
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('order')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'order' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('key'), ('group')
);
CREATE TABLE new_order (
    "key" INTEGER PRIMARY KEY,
    "group" INTEGER REFERENCES "Odd ""name" (id)
);
-- texts in group that look like numbers become numbers
INSERT INTO new_order ("key", "group")
SELECT "key", "group" FROM "order";
INSERT INTO temp.aludel_check (check_4)
SELECT (SELECT count(*) FROM new_order) = (SELECT count(*) FROM "order");
DROP TABLE "order";
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_order RENAME TO "order";
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_5)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('order')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
