CREATE TABLE people (id serial PRIMARY KEY, name text);
CREATE INDEX people_name_idx ON people (name);
