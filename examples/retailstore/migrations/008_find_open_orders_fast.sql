-- revision: 008
-- revises: 006
-- branch_labels: warehouse
-- created: 2026-04-14T16:44:52Z
--
-- find open orders fast
--
-- Few of all orders are open, so the index holds only these. PostgreSQL builds it while the shop
-- goes on selling; that can't be in a transaction, and nothing here has to say so.

-- upgrade [postgres]
CREATE INDEX CONCURRENTLY orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');

-- upgrade [sqlite]
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');

-- downgrade [postgres]
DROP INDEX CONCURRENTLY orders_open_idx;

-- downgrade [sqlite]
DROP INDEX orders_open_idx;
