CREATE TABLE days (day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE INDEX days_note_idx ON days (note);
CREATE INDEX days_day_idx ON days (day);
CREATE TABLE days_20 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
