CREATE TABLE days (day date NOT NULL, note text, extra integer NOT NULL DEFAULT 5) PARTITION BY RANGE (day);
CREATE TABLE days_20 (day date, note character varying);
