CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s "fine"', 'back\slash');
CREATE TYPE nothing AS ENUM ();
CREATE TABLE people (now mood);
