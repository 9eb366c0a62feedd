CREATE TABLE things (id integer NOT NULL, note text);
CREATE TABLE books (id integer NOT NULL, note text NOT NULL, pages integer) INHERITS (things);
