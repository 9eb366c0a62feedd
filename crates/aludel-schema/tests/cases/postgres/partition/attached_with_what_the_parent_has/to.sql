CREATE TABLE days (day date NOT NULL, note text, PRIMARY KEY (day), CONSTRAINT noted CHECK (note <> '')) PARTITION BY RANGE (day);
CREATE INDEX days_note_idx ON days (note);
CREATE TABLE days_20 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
