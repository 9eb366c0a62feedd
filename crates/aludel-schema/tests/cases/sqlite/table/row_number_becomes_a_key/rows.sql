INSERT INTO notes (rowid, body) VALUES (5, 'a'), (9, 'b');
