CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x', extra integer DEFAULT 3);
CREATE TABLE books (pages integer) INHERITS (things);
