INSERT INTO people VALUES (1, '1950-01-01', 'sad'), (2, '2010-01-01', 'ok'), (3, '2011-01-01', NULL);
