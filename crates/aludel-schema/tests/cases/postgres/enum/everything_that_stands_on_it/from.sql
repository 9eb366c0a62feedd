CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
COMMENT ON TYPE mood IS 'how one feels';
CREATE TABLE moods (mood mood PRIMARY KEY, text text);
CREATE TABLE people (
    id integer PRIMARY KEY,
    now mood NOT NULL DEFAULT 'ok' REFERENCES moods,
    past mood[] DEFAULT '{}',
    is_fine boolean GENERATED ALWAYS AS (now <> 'sad') STORED,
    CONSTRAINT not_both CHECK (now <> 'sad' OR past IS NULL)
);
COMMENT ON COLUMN people.now IS 'right now';
CREATE INDEX plain ON people (now);
CREATE INDEX partial ON people (id) WHERE now = 'sad';
CREATE INDEX expression ON people ((now = 'ok'));
CREATE STATISTICS spread ON now, past FROM people;
CREATE VIEW sad AS SELECT id, now FROM people WHERE now = 'sad';
COMMENT ON VIEW sad IS 'those who are';
CREATE MATERIALIZED VIEW counts AS SELECT now, count(*) FROM people GROUP BY now;
CREATE UNIQUE INDEX counts_now ON counts (now);
CREATE FUNCTION cheer(m mood DEFAULT 'sad') RETURNS mood LANGUAGE plpgsql AS $$ BEGIN RETURN 'ok'; END $$;
CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER change BEFORE UPDATE OF now ON people FOR EACH ROW WHEN (NEW.now = 'sad') EXECUTE FUNCTION on_change();
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY fine ON people USING (now <> 'sad');
