INSERT INTO users VALUES (5, 'a');
INSERT INTO logins VALUES ('a');
