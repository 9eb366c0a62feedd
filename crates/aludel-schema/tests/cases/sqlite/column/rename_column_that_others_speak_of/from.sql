CREATE TABLE users (id INTEGER PRIMARY KEY, fax TEXT CHECK (fax <> ''), twice TEXT GENERATED ALWAYS AS (fax || fax) VIRTUAL, UNIQUE (fax, id));
CREATE TABLE calls (id INTEGER PRIMARY KEY, user_fax TEXT, user_id INTEGER, FOREIGN KEY (user_fax, user_id) REFERENCES users (fax, id));
CREATE INDEX users_fax ON users (lower(fax)) WHERE fax IS NOT NULL;
CREATE VIEW faxes AS SELECT u.fax AS number FROM users u;
CREATE TRIGGER logged AFTER UPDATE OF fax ON users BEGIN INSERT INTO calls (user_fax) VALUES (new.fax); END;
