CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE books (pages integer) INHERITS (things);
CREATE TABLE novels (plot text) INHERITS (books);
