PRAGMA foreign_keys = OFF;
INSERT INTO orders VALUES (1, 77);
