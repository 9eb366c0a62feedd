CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
