CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood DEFAULT 'ok');
CREATE VIEW fine AS SELECT id FROM people WHERE now = 'ok';
