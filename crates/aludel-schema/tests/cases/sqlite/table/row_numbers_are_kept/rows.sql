INSERT INTO notes (_rowid_, body) VALUES (5, 'a'), (9, 'b');
