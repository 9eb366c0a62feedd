-- revision: 011
-- revises: 010
-- created: 2026-05-11T10:17:21Z
--
-- take orders back: status "returned" with its reason
--
-- PostgreSQL can't use an enum value in the transaction that adds it, and aludel cuts there by
-- itself. SQLite can't change a check: the table is made anew from a copy of its rows. With that, the time of
-- the last change gets a computed default, and new rows need no trigger for it any more.

-- upgrade [postgres]
ALTER TYPE order_status ADD VALUE 'returned' AFTER 'shipped';

ALTER TABLE orders ADD COLUMN return_reason text;
ALTER TABLE orders ADD CONSTRAINT orders_returned_with_reason
    CHECK ((status = 'returned') = (return_reason IS NOT NULL));

CREATE OR REPLACE VIEW sales_report AS
SELECT
    products.sku,
    products.title,
    CAST(sum(order_lines.quantity) AS bigint) AS units,
    CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS revenue_cents
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN products ON products.id = order_lines.product_id
WHERE orders.status NOT IN ('cancelled', 'returned')
GROUP BY products.sku, products.title;

-- upgrade [sqlite]
-- Until the commit, the order lines may stand without their orders.
PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE orders_copy AS SELECT * FROM orders;
DROP TABLE orders;
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers,
    status TEXT NOT NULL DEFAULT 'placed'
        CONSTRAINT orders_status_known
        CHECK (status IN ('placed', 'paid', 'shipped', 'returned', 'cancelled')),
    placed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    return_reason TEXT,
    CONSTRAINT orders_returned_with_reason
        CHECK ((status = 'returned') = (return_reason IS NOT NULL))
);
INSERT INTO orders (id, customer_id, status, placed_at, updated_at)
    SELECT id, customer_id, status, placed_at, updated_at FROM orders_copy;
DROP TABLE orders_copy;

-- Its indexes and triggers went with the old table.
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');
CREATE TRIGGER orders_touch AFTER UPDATE OF customer_id, status ON orders
BEGIN
    UPDATE orders SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = NEW.id;
END;

DROP VIEW sales_report;
CREATE VIEW sales_report AS
SELECT
    products.sku,
    products.title,
    CAST(sum(order_lines.quantity) AS bigint) AS units,
    CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS revenue_cents
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN products ON products.id = order_lines.product_id
WHERE orders.status NOT IN ('cancelled', 'returned')
GROUP BY products.sku, products.title;

-- downgrade [postgres]
-- An enum value can't be removed: returned orders become cancelled ones, then a smaller enum
-- takes the place of this one. What speaks of the enum steps aside meanwhile.
DROP VIEW sales_report;
DROP INDEX orders_open_idx;
ALTER TABLE orders DROP CONSTRAINT orders_returned_with_reason;
ALTER TABLE orders DROP COLUMN return_reason;
UPDATE orders SET status = 'cancelled' WHERE status = 'returned';

DROP CAST (text AS order_status);
ALTER TYPE order_status RENAME TO order_status_with_returned;
CREATE TYPE order_status AS ENUM ('placed', 'paid', 'shipped', 'cancelled');
ALTER TABLE orders
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE order_status USING CAST(CAST(status AS text) AS order_status),
    ALTER COLUMN status SET DEFAULT 'placed';
DROP TYPE order_status_with_returned;
CREATE CAST (text AS order_status) WITH INOUT AS ASSIGNMENT;

CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');
CREATE VIEW sales_report AS
SELECT
    products.sku,
    products.title,
    CAST(sum(order_lines.quantity) AS bigint) AS units,
    CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS revenue_cents
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN products ON products.id = order_lines.product_id
WHERE orders.status <> 'cancelled'
GROUP BY products.sku, products.title;

-- downgrade [sqlite]
PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE orders_copy AS SELECT * FROM orders;
DROP TABLE orders;
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers,
    status TEXT NOT NULL DEFAULT 'placed'
        CONSTRAINT orders_status_known CHECK (status IN ('placed', 'paid', 'shipped', 'cancelled')),
    placed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    updated_at TEXT
);
INSERT INTO orders (id, customer_id, status, placed_at, updated_at)
    SELECT id, customer_id, CASE status WHEN 'returned' THEN 'cancelled' ELSE status END, placed_at, updated_at
    FROM orders_copy;
DROP TABLE orders_copy;

CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');
CREATE TRIGGER orders_touch_new AFTER INSERT ON orders
BEGIN
    UPDATE orders SET updated_at = NEW.placed_at WHERE id = NEW.id;
END;
CREATE TRIGGER orders_touch AFTER UPDATE OF customer_id, status ON orders
BEGIN
    UPDATE orders SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = NEW.id;
END;

DROP VIEW sales_report;
CREATE VIEW sales_report AS
SELECT
    products.sku,
    products.title,
    CAST(sum(order_lines.quantity) AS bigint) AS units,
    CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS revenue_cents
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN products ON products.id = order_lines.product_id
WHERE orders.status <> 'cancelled'
GROUP BY products.sku, products.title;
