CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE days (day date NOT NULL, note text, mood mood DEFAULT 'sad' NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE days_20 PARTITION OF days (mood DEFAULT 'glad') FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
