CREATE TABLE days (day date NOT NULL, note text, extra integer DEFAULT 5) PARTITION BY RANGE (day);
CREATE TABLE days_21 PARTITION OF days FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE days_20 (day date NOT NULL, note text);
