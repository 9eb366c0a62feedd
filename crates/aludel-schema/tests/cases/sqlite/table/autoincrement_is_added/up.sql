-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "orders has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of orders is kept" CHECK (check_2)
);
-- SQLite alters this only by making orders anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('orders')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'orders' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('note')
);
CREATE TABLE new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note TEXT
);
INSERT INTO new_orders (id, note)
SELECT id, note FROM orders;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_orders) = (SELECT count(*) FROM orders);
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
