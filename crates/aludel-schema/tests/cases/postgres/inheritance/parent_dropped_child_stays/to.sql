CREATE TABLE books (id integer NOT NULL, name text DEFAULT 'x', pages integer);
