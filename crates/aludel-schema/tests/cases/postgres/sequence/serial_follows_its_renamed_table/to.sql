CREATE TABLE users (id serial PRIMARY KEY, name text);
CREATE INDEX users_name_idx ON users (name);
