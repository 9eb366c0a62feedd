-- revision: 001
-- revises: 000
-- created: 2026-01-19T10:12:44Z
--
-- add user variables: what a user fills in before a server can start

-- upgrade [postgres]
CREATE TABLE user_variables (
    server_id bigint NOT NULL REFERENCES servers ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT user_variables_name_filled CHECK (name <> ''),
    description text NOT NULL DEFAULT '',
    required boolean NOT NULL DEFAULT true,
    PRIMARY KEY (server_id, name)
);

-- upgrade [sqlite]
CREATE TABLE user_variables (
    server_id INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    name TEXT NOT NULL CONSTRAINT user_variables_name_filled CHECK (name <> ''),
    description TEXT NOT NULL DEFAULT '',
    required INTEGER NOT NULL DEFAULT 1 CONSTRAINT user_variables_required_boolean CHECK (required IN (0, 1)),
    PRIMARY KEY (server_id, name)
);

-- downgrade
DROP TABLE user_variables;
