INSERT INTO accounts (id, created_at, fields) VALUES (1, now(), '{}');
