CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now mood) PARTITION BY LIST (now);
