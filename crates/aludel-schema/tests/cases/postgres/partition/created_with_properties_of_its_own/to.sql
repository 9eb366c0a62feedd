CREATE TABLE days (day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE UNLOGGED TABLE days_20 PARTITION OF days (note DEFAULT 'y' NOT NULL, CHECK (note <> '')) FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') WITH (fillfactor = 70);
