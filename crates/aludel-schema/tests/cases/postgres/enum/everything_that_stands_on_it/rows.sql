INSERT INTO moods VALUES ('sad'), ('ok');
INSERT INTO people VALUES (1, 'ok', '{sad}'), (2, 'sad', NULL);
