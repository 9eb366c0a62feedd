CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER disk FOREIGN DATA WRAPPER files;
CREATE TABLE days (day date NOT NULL, note text NOT NULL, place int, CHECK (place > 0)) PARTITION BY RANGE (day);
CREATE FOREIGN TABLE days_20 (day date NOT NULL, note text OPTIONS (a 'b') NOT NULL, place int, CONSTRAINT days_place_check CHECK (place > 0)) SERVER disk;
ALTER TABLE days ATTACH PARTITION days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
