CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, now mood DEFAULT 'happy');
CREATE VIEW changed AS SELECT now FROM people;
