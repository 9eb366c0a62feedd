CREATE TABLE users (number bigserial PRIMARY KEY, email varchar(100) NOT NULL, age smallint CHECK (age > 0), full_name text GENERATED ALWAYS AS (upper(email)) STORED);
CREATE UNIQUE INDEX users_email_idx ON users (lower(email));
CREATE VIEW adults AS SELECT number AS id, email AS mail FROM users WHERE age > 17;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM users WHERE email LIKE '%@%'; END;
CREATE TABLE logins (user_number bigint REFERENCES users (number), at timestamp);
