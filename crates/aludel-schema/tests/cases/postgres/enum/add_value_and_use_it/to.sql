CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, now mood DEFAULT 'happy' CHECK (now <> 'happy' OR id > 0));
CREATE VIEW fine AS SELECT id FROM people WHERE now >= 'happy';
CREATE INDEX happy ON people (id) WHERE now = 'happy';
