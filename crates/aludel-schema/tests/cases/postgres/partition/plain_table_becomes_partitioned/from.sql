CREATE TABLE days (day date NOT NULL);
