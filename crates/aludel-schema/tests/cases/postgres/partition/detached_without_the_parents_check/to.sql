CREATE TABLE days (day date NOT NULL, note text, CONSTRAINT noted CHECK (note <> '')) PARTITION BY RANGE (day);
CREATE TABLE days_20 (day date NOT NULL, note text);
