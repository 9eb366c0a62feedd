INSERT INTO search (title) VALUES ('a');
