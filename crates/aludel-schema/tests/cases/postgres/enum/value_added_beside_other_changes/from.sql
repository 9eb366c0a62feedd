CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood);
CREATE VIEW gone AS SELECT 1 AS a;
CREATE VIEW changed AS SELECT id FROM people;
