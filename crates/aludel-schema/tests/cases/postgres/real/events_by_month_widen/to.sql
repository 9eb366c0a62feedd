CREATE TYPE kind AS ENUM ('view', 'open');
CREATE TABLE users (id bigserial PRIMARY KEY, email varchar(200) NOT NULL UNIQUE);
CREATE TABLE events (id bigint NOT NULL, user_id bigint REFERENCES users ON DELETE SET NULL, kind kind NOT NULL DEFAULT 'open', at timestamp NOT NULL, data jsonb, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
CREATE INDEX events_user_idx ON events (user_id, at);
CREATE TABLE events_2024_02 PARTITION OF events (kind DEFAULT 'view') FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
CREATE TABLE events_2024_03 PARTITION OF events FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
CREATE MATERIALIZED VIEW per_user AS SELECT user_id, kind, count(*) AS n FROM events GROUP BY user_id, kind;
CREATE UNIQUE INDEX per_user_idx ON per_user (user_id, kind);
CREATE VIEW busy AS SELECT u.email, p.n FROM per_user p JOIN users u ON u.id = p.user_id WHERE p.n > 10;
