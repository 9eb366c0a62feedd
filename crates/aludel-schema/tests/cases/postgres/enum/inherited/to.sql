CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood);
CREATE TABLE clerks (desk integer, later mood) INHERITS (people);
