INSERT INTO pairs VALUES (1, 2, 'a'), (2, 2, 'b');
