CREATE TABLE stay (room integer, during tsrange, cancelled boolean);
ALTER TABLE stay ADD CONSTRAINT free EXCLUDE USING gist (int4range(room, room, '[]') WITH =, during range_ops WITH &&);
