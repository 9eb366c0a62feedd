CREATE TABLE people (id integer NOT NULL, mail text);
