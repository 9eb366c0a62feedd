CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id bigint PRIMARY KEY, name text);
CREATE TABLE bookings (room bigint NOT NULL REFERENCES rooms, during tsrange NOT NULL, state text NOT NULL DEFAULT 'open', CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (state <> 'cancelled') DEFERRABLE);
CREATE MATERIALIZED VIEW usage AS SELECT room, sum(upper(during) - lower(during)) AS time, count(*) AS n FROM bookings GROUP BY room;
CREATE UNIQUE INDEX usage_room_idx ON usage (room);
