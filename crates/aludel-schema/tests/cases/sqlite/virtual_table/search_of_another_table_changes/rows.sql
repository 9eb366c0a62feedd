INSERT INTO posts VALUES (3, 'a', 'word');
