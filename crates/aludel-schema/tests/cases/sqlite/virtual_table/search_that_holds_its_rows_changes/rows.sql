INSERT INTO search (rowid, title, body) VALUES (7, 'a word', 'b');
