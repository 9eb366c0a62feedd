INSERT INTO hens VALUES (1, NULL, 'a');
INSERT INTO eggs VALUES (1, 1, 'b'); UPDATE hens SET egg_id = 1;
