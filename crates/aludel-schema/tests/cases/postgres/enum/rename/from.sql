CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood DEFAULT 'sad');
