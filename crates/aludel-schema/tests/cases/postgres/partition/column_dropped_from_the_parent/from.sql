CREATE TABLE days (day date NOT NULL, note text, extra integer) PARTITION BY RANGE (day);
CREATE TABLE days_20 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
