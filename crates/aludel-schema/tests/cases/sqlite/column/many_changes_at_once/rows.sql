INSERT INTO orders VALUES (3, 'a', 'f', '200'), (4, 'c', NULL, NULL);
INSERT INTO items VALUES (1, 3), (2, 4);
