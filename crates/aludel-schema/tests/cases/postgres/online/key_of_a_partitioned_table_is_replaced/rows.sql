INSERT INTO days VALUES ('2020-05-05', 1, 'a'), ('2021-05-05', 1, 'b');
