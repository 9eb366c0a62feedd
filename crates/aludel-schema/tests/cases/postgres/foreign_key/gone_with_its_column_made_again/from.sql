CREATE TABLE birds (id integer PRIMARY KEY, parent integer CONSTRAINT of_parent REFERENCES birds DEFERRABLE);
