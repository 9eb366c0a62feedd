INSERT INTO people (name) VALUES ('a'), ('b');
