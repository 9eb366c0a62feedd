INSERT INTO users VALUES (5, 'a'), (7, 'b');
