CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id integer PRIMARY KEY, name text);
CREATE TABLE bookings (room integer NOT NULL REFERENCES rooms, during tsrange NOT NULL, cancelled boolean NOT NULL DEFAULT false, CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled));
CREATE MATERIALIZED VIEW usage AS SELECT room, sum(upper(during) - lower(during)) AS time FROM bookings GROUP BY room;
CREATE UNIQUE INDEX usage_room_idx ON usage (room);
