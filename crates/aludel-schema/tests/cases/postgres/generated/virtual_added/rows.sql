INSERT INTO orders (id, a) VALUES (1, 1);
