CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE books (pages integer) INHERITS (things);
CREATE VIEW v AS SELECT id FROM books;
