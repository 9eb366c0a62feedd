CREATE TABLE orders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES orders (id), note TEXT);
CREATE TABLE items (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (id));
CREATE INDEX orders_note ON orders (note);
CREATE VIEW noted AS SELECT id FROM orders WHERE note IS NOT NULL;
CREATE TRIGGER gone AFTER DELETE ON orders BEGIN DELETE FROM items WHERE order_id = old.id; END;
CREATE TRIGGER added AFTER INSERT ON items BEGIN UPDATE orders SET note = 'x' WHERE id = new.order_id; END;
