CREATE TABLE days (day date NOT NULL, note text, PRIMARY KEY (day), CONSTRAINT noted CHECK (note <> '')) PARTITION BY RANGE (day);
CREATE INDEX days_note_idx ON days (note);
CREATE TABLE days_20 (day date NOT NULL, note text, PRIMARY KEY (day), CONSTRAINT noted CHECK (note <> ''));
CREATE INDEX days_20_note_idx ON days_20 (note);
