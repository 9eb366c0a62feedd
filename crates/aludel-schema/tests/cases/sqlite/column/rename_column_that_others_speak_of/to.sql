CREATE TABLE users (id INTEGER PRIMARY KEY, phone TEXT CHECK (phone <> ''), twice TEXT GENERATED ALWAYS AS (phone || phone) VIRTUAL, UNIQUE (phone, id));
CREATE TABLE calls (id INTEGER PRIMARY KEY, user_fax TEXT, user_id INTEGER, FOREIGN KEY (user_fax, user_id) REFERENCES users (phone, id));
CREATE INDEX users_fax ON users (lower(phone)) WHERE phone IS NOT NULL;
CREATE VIEW faxes AS SELECT u.phone AS number FROM users u;
CREATE TRIGGER logged AFTER UPDATE OF phone ON users BEGIN INSERT INTO calls (user_fax) VALUES (new.phone); END;
