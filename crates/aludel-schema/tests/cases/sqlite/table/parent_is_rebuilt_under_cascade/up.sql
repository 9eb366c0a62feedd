-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "customers has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of customers is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('orders');
-- SQLite alters this only by making customers anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('customers')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'customers' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('name')
);
CREATE TABLE new_customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT 'nobody'
);
-- where name is NULL it becomes 'nobody'
INSERT INTO new_customers (id, name)
SELECT id, coalesce(name, 'nobody') FROM customers;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_customers) = (SELECT count(*) FROM customers);
DROP TABLE customers;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_customers RENAME TO customers;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('orders')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
