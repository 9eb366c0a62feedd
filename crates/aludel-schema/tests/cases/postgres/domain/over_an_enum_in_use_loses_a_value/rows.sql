INSERT INTO people VALUES ('a', 'ok'), ('b', DEFAULT);
