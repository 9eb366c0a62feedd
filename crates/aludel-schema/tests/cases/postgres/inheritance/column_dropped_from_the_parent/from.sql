CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x', extra integer);
CREATE TABLE books (pages integer) INHERITS (things);
