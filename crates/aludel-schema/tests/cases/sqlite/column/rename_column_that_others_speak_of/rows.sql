INSERT INTO users (id, fax) VALUES (1, 'a');
INSERT INTO calls VALUES (1, 'a', 1);
