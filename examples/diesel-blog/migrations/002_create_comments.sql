-- revision: 002
-- revises: 001
-- created: 2026-09-14T16:42:05Z
--
-- create comments
--
-- Diesel's `table!` has no words for the default and the index: they stand here, and stay.

-- upgrade
CREATE TABLE comments (
    id INTEGER NOT NULL PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX comments_post_id_idx ON comments (post_id);

-- downgrade
DROP TABLE comments;
