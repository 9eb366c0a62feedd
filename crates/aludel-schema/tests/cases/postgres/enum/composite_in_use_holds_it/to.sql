CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE day AS (morning mood, evening mood);
CREATE TABLE people (id integer, today day);
