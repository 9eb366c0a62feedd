CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE books (pages integer);
ALTER TABLE books ADD COLUMN id integer NOT NULL, ADD COLUMN name text DEFAULT 'x';
ALTER TABLE books INHERIT things;
