CREATE TABLE people (id integer, now text DEFAULT 'ok');
