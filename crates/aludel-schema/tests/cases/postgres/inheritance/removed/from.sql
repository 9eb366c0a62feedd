CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE books (id integer NOT NULL, name text DEFAULT 'x', pages integer) INHERITS (things);
