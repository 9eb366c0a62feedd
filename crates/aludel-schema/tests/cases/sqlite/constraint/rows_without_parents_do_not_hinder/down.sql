-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "customers has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of customers is kept" CHECK (check_2),
    check_3 CONSTRAINT "orders has nothing else that would be lost" CHECK (check_3),
    check_4 CONSTRAINT "every row of orders is kept" CHECK (check_4),
    check_5 CONSTRAINT "every foreign key leads to a row" CHECK (check_5)
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
    name TEXT
);
INSERT INTO new_customers (id, name)
SELECT id, name FROM customers;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_customers) = (SELECT count(*) FROM customers);
DROP TABLE customers;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_customers RENAME TO customers;
PRAGMA legacy_alter_table = OFF;
-- SQLite alters this only by making orders anew.
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('orders')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'orders' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('customer_id')
);
CREATE TABLE new_orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER REFERENCES customers (id)
);
INSERT INTO new_orders (id, customer_id)
SELECT id, customer_id FROM orders;
INSERT INTO temp.aludel_check (check_4)
SELECT (SELECT count(*) FROM new_orders) = (SELECT count(*) FROM orders);
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_5)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('orders')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
