INSERT INTO orders VALUES (7, 'a'), (9, 'b'); DELETE FROM orders WHERE id = 9;
