INSERT INTO people VALUES (1, 'sad');
INSERT INTO clerks VALUES (2, 'ok', 3, 'sad');
