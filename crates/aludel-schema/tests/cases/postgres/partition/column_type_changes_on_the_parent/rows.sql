INSERT INTO days VALUES ('2020-05-05', 'a', '5');
