CREATE TABLE days_20 (day date NOT NULL, note text);
