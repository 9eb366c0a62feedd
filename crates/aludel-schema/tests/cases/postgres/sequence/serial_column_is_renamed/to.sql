CREATE TABLE people (number serial PRIMARY KEY, name text);
