-- revision: 014
-- revises: 013
-- created: 2026-07-06T06:48:59Z
--
-- find empty shelves fast

-- upgrade [postgres]
ALTER TABLE stock ADD COLUMN reorder_at bigint NOT NULL DEFAULT 5
    CONSTRAINT stock_reorder_at_not_negative CHECK (reorder_at >= 0);
CREATE INDEX CONCURRENTLY stock_low_idx ON stock (product_id) WHERE on_hand <= reorder_at;

-- upgrade [sqlite]
ALTER TABLE stock ADD COLUMN reorder_at INTEGER NOT NULL DEFAULT 5
    CONSTRAINT stock_reorder_at_not_negative CHECK (reorder_at >= 0);
CREATE INDEX stock_low_idx ON stock (product_id) WHERE on_hand <= reorder_at;

-- downgrade
DROP INDEX stock_low_idx;
ALTER TABLE stock DROP COLUMN reorder_at;
