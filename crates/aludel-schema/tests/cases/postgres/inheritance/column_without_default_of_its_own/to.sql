CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE books (pages integer) INHERITS (things);
ALTER TABLE books ALTER COLUMN name DROP DEFAULT;
