CREATE TABLE days (day timestamp NOT NULL, note text) PARTITION BY RANGE (date_trunc('day'::text, day), lower(note) COLLATE "C" text_pattern_ops);
CREATE TABLE days_20 PARTITION OF days FOR VALUES FROM ('2020-01-01', MINVALUE) TO ('2021-01-01', MAXVALUE);
