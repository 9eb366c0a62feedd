CREATE TABLE days (day timestamp NOT NULL) PARTITION BY RANGE (day);
