CREATE TABLE people (id serial PRIMARY KEY, mail text NOT NULL, age integer CHECK (age > 0), full_name text GENERATED ALWAYS AS (upper(mail)) STORED);
CREATE UNIQUE INDEX people_mail_idx ON people (lower(mail));
CREATE VIEW adults AS SELECT id, mail FROM people WHERE age > 17;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM people WHERE mail LIKE '%@%'; END;
CREATE TABLE logins (person integer REFERENCES people (id), at timestamp);
