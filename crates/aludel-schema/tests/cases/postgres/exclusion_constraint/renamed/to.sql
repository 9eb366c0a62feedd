CREATE TABLE stay (room integer, during tsrange, cancelled boolean);
ALTER TABLE stay ADD CONSTRAINT vacant EXCLUDE USING gist (during WITH &&);
