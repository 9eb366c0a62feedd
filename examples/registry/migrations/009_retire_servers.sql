-- revision: 009
-- revises: 006
-- branch_labels: listing
-- created: 2026-03-25T16:22:05Z
--
-- retire servers instead of deleting them

-- upgrade [postgres]
ALTER TABLE servers ADD COLUMN retired_at timestamptz;
CREATE INDEX CONCURRENTLY servers_listed_idx ON servers (name) WHERE is_latest AND retired_at IS NULL;

-- upgrade [sqlite]
ALTER TABLE servers ADD COLUMN retired_at TEXT;
CREATE INDEX servers_listed_idx ON servers (name) WHERE is_latest AND retired_at IS NULL;

-- downgrade
DROP INDEX servers_listed_idx;
ALTER TABLE servers DROP COLUMN retired_at;
