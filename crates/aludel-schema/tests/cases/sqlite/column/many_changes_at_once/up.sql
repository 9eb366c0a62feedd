-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "orders has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of orders is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('items');
DROP INDEX orders_fax;
DROP TRIGGER u;
DROP VIEW dear;
-- SQLite alters this only by making orders anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('orders')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'orders' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('orders_fax'), ('orders_total'), ('t'), ('u'), ('customer'), ('fax'), ('total')
);
CREATE TABLE new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer TEXT NOT NULL DEFAULT 'nobody',
    total INTEGER CHECK (total >= 0),
    note TEXT
);
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
-- where customer is NULL it becomes 'nobody'
-- texts in total that look like numbers become numbers
INSERT INTO new_orders (id, customer, total)
SELECT id, coalesce(customer, 'nobody'), total FROM orders;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_orders) = (SELECT count(*) FROM orders);
-- destroys data: column orders.fax
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX orders_total ON orders (total);
CREATE TRIGGER t AFTER DELETE ON orders
FOR EACH ROW
BEGIN
    DELETE FROM items WHERE order_id = old.id;
END;
CREATE INDEX orders_note ON orders (note);
CREATE TRIGGER u AFTER UPDATE ON orders
FOR EACH ROW WHEN new.note IS NULL
BEGIN
    SELECT 1;
END;
CREATE VIEW dear AS
SELECT id, note FROM orders WHERE total > 100;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('items')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
