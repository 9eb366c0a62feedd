INSERT INTO orders VALUES (7, 'a');
