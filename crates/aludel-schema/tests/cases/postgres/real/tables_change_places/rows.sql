INSERT INTO orders (note) VALUES ('old');
INSERT INTO orders_new (note) VALUES ('new');
