CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p, n integer UNIQUE CHECK (n > 0));
CREATE INDEX ON c (p_id);
