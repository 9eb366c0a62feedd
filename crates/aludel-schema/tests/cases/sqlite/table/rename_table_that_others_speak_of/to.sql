CREATE TABLE purchases (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES purchases (id), note TEXT);
CREATE TABLE items (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES purchases (id));
CREATE INDEX orders_note ON purchases (note);
CREATE VIEW noted AS SELECT id FROM purchases WHERE note IS NOT NULL;
CREATE TRIGGER gone AFTER DELETE ON purchases BEGIN DELETE FROM items WHERE order_id = old.id; END;
CREATE TRIGGER added AFTER INSERT ON items BEGIN UPDATE purchases SET note = 'x' WHERE id = new.order_id; END;
