CREATE TYPE feeling AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, now feeling DEFAULT 'sad');
