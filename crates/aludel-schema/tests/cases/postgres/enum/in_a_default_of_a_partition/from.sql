CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, born date, now mood DEFAULT 'ok') PARTITION BY RANGE (born);
CREATE TABLE people_old PARTITION OF people FOR VALUES FROM ('1900-01-01') TO ('2000-01-01');
CREATE TABLE people_new PARTITION OF people (now DEFAULT 'sad') FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');
