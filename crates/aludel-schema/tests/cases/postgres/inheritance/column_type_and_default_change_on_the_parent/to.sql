CREATE TABLE things (id bigint NOT NULL, name text DEFAULT 'y');
CREATE TABLE books (pages integer) INHERITS (things);
