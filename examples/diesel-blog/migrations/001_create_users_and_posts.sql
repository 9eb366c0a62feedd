-- revision: 001
-- revises: none
-- created: 2026-09-07T08:15:20Z
--
-- create users and posts

-- upgrade
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE posts (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    title VARCHAR NOT NULL,
    body TEXT NOT NULL,
    published BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX posts_user_id_idx ON posts (user_id);

-- downgrade
DROP TABLE posts;
DROP TABLE users;
