INSERT INTO users VALUES (1, 'a');
INSERT INTO logins VALUES ('a');
