CREATE TABLE things (id integer NOT NULL, name text DEFAULT 'x');
CREATE TABLE priced (price numeric);
CREATE TABLE books (pages integer) INHERITS (things, priced);
