INSERT INTO orders VALUES (1, 'a');
INSERT INTO items VALUES (1, 'b');
