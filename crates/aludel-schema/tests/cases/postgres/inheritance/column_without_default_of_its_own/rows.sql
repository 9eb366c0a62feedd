INSERT INTO books (id, name, pages) VALUES (1, 'a', 2);
