CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER disk FOREIGN DATA WRAPPER files;
CREATE TABLE days (day date NOT NULL, note text NOT NULL, place int, CHECK (place > 0)) PARTITION BY RANGE (day);
CREATE FOREIGN TABLE days_20 (day date, note text OPTIONS (a 'b')) SERVER disk;
