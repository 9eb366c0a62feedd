CREATE TYPE kind AS ENUM ('click', 'view');
CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE events (id bigint NOT NULL, user_id integer REFERENCES users ON DELETE CASCADE, kind kind NOT NULL DEFAULT 'click', at timestamp NOT NULL, data json, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX events_user_idx ON events (user_id);
CREATE TABLE events_2024_01 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE events_2024_02 PARTITION OF events (kind DEFAULT 'view') FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
CREATE MATERIALIZED VIEW per_user AS SELECT user_id, kind, count(*) AS n FROM events GROUP BY user_id, kind;
CREATE UNIQUE INDEX per_user_idx ON per_user (user_id, kind);
CREATE VIEW busy AS SELECT u.email, p.n FROM per_user p JOIN users u ON u.id = p.user_id WHERE p.n > 10;
