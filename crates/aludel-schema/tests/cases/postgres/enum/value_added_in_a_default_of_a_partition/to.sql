CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, born date, now mood DEFAULT 'happy') PARTITION BY RANGE (born);
CREATE TABLE people_new PARTITION OF people (now DEFAULT 'happy') FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');
