INSERT INTO people VALUES (2, '2010-01-01', 'ok');
