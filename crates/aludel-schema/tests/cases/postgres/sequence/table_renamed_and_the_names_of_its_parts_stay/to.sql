CREATE TABLE people (id serial CONSTRAINT people_pkey PRIMARY KEY, name text UNIQUE, CONSTRAINT people_name_check CHECK (name <> ''));
ALTER TABLE people RENAME TO users;
