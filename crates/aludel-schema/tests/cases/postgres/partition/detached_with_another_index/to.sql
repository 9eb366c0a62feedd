CREATE TABLE days (day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE INDEX days_note_idx ON days (note);
CREATE TABLE days_20 (day date NOT NULL, note text);
CREATE INDEX days_20_note_idx ON days_20 (note);
CREATE INDEX days_20_day_idx ON days_20 (day DESC);
