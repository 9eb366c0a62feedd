INSERT INTO posts (rowid, title, body) VALUES (9, 'a word', 'b');
