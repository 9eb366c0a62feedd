CREATE TABLE days (day date NOT NULL, note text);
