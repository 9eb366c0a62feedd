INSERT INTO people (mail, age) VALUES ('a@b', 20);
INSERT INTO logins VALUES (1, now());
