CREATE TABLE bills (id integer NOT NULL, note text);
