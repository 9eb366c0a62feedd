CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
CREATE UNIQUE INDEX users_email ON users (email);
CREATE TABLE logins (email TEXT REFERENCES users (email) ON DELETE CASCADE);
