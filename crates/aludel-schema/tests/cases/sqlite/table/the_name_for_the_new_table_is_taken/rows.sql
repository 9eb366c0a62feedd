INSERT INTO orders VALUES (1, 'a');
INSERT INTO new_orders VALUES (1);
