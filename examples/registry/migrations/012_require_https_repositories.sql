-- revision: 012
-- revises: 011
-- created: 2026-04-20T12:33:28Z
--
-- require https for repositories
--
-- PostgreSQL holds new rows to it at once and reads the old ones without stopping the writers.
-- SQLite adds a check only together with a column: a new column takes the old one's place.

-- upgrade [postgres]
UPDATE servers SET repository_url = 'https://' || substr(repository_url, 8) WHERE repository_url LIKE 'http://%';
ALTER TABLE servers ADD CONSTRAINT servers_repository_https
    CHECK (repository_url LIKE 'https://%') NOT VALID;
ALTER TABLE servers VALIDATE CONSTRAINT servers_repository_https;

-- upgrade [sqlite]
ALTER TABLE servers ADD COLUMN https_url TEXT
    CONSTRAINT servers_repository_https CHECK (https_url LIKE 'https://%');
UPDATE servers SET https_url = CASE
    WHEN repository_url LIKE 'http://%' THEN 'https://' || substr(repository_url, 8)
    ELSE repository_url
END;
ALTER TABLE servers DROP COLUMN repository_url;
ALTER TABLE servers RENAME COLUMN https_url TO repository_url;

-- downgrade [postgres]
ALTER TABLE servers DROP CONSTRAINT servers_repository_https;

-- downgrade [sqlite]
ALTER TABLE servers ADD COLUMN any_url TEXT;
UPDATE servers SET any_url = repository_url;
ALTER TABLE servers DROP COLUMN repository_url;
ALTER TABLE servers RENAME COLUMN any_url TO repository_url;
