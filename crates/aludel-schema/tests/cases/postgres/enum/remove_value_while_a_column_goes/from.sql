CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, now mood, later mood);
CREATE TABLE pets (id integer, now mood);
