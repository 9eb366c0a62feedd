INSERT INTO orders VALUES (9, 'b'); DELETE FROM orders;
