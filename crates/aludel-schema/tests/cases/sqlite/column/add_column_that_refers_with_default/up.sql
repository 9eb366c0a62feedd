-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "orders has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of orders is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
-- SQLite alters this only by making orders anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('orders')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'orders' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id')
);
CREATE TABLE new_orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL DEFAULT 1 REFERENCES customers (id)
);
INSERT INTO new_orders (id)
SELECT id FROM orders;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_orders) = (SELECT count(*) FROM orders);
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('orders')
);
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
