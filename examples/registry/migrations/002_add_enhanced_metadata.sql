-- revision: 002
-- revises: 001
-- created: 2026-01-26T13:47:09Z
--
-- add enhanced metadata

-- upgrade [postgres]
ALTER TABLE servers ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}';
CREATE INDEX CONCURRENTLY servers_metadata_idx ON servers USING gin (metadata);

-- upgrade [sqlite]
ALTER TABLE servers ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}'
    CONSTRAINT servers_metadata_json CHECK (json_valid(metadata));

-- downgrade [postgres]
DROP INDEX CONCURRENTLY servers_metadata_idx;
ALTER TABLE servers DROP COLUMN metadata;

-- downgrade [sqlite]
ALTER TABLE servers DROP COLUMN metadata;
