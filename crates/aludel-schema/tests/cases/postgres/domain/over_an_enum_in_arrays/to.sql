CREATE TYPE mood AS ENUM ('happy', 'ok', 'glad');
CREATE DOMAIN known_mood AS mood NOT NULL DEFAULT 'ok' CONSTRAINT not_glad CHECK (VALUE <> 'glad'::mood);
COMMENT ON DOMAIN known_mood IS 'never glad';
CREATE TABLE people (name text, now known_mood DEFAULT 'happy', before known_mood[], CONSTRAINT fine CHECK (now::text <> 'glad'));
CREATE INDEX people_now_idx ON people (now) WHERE now::mood = 'ok'::mood;
CREATE VIEW happy AS SELECT name FROM people WHERE now::mood = 'happy'::mood;
