CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW a_view AS SELECT id FROM z_view WHERE id > 1;
CREATE VIEW z_view (id, "a note") AS SELECT id, note FROM orders;
