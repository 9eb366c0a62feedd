CREATE TABLE days (day date NOT NULL, note text) PARTITION BY RANGE (day);
