CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
CREATE TABLE logins (email TEXT REFERENCES users (email));
