CREATE TYPE mood AS ENUM ('unhappy', 'ok');
CREATE TABLE people (id integer, now mood DEFAULT 'unhappy');
