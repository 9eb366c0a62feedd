INSERT INTO people VALUES ('a', 'ok', '{happy,ok}'), ('b', DEFAULT, '{}');
