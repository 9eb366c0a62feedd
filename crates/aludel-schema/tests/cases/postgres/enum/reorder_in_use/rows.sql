INSERT INTO people VALUES (1, 'sad', 'ok'), (2, 'ok', 'happy');
