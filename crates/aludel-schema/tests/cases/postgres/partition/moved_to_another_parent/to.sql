CREATE TABLE days (day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE nights (day date NOT NULL, note text) PARTITION BY LIST (note);
CREATE TABLE days_20 PARTITION OF nights FOR VALUES IN ('a', NULL);
