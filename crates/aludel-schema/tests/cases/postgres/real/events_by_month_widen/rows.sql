INSERT INTO users (email) VALUES ('a@b');
INSERT INTO events VALUES (1, 1, 'view', '2024-02-03', '{"a": 1}');
