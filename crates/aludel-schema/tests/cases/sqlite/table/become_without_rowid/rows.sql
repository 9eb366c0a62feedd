INSERT INTO pairs VALUES ('a', 'b'), ('c', 'd');
