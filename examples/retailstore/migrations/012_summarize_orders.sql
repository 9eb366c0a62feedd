-- revision: 012
-- revises: 011
-- created: 2026-05-25T14:39:47Z
--
-- summarize orders: one row each, with its total
--
-- Times come out as RFC 3339 in UTC on both databases, so that the shop need not know which it has.

-- upgrade [postgres]
CREATE FUNCTION rfc3339(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

CREATE VIEW order_summaries AS
SELECT
    orders.id,
    orders.customer_id,
    CAST(orders.status AS text) AS status,
    orders.return_reason,
    rfc3339(orders.placed_at) AS placed_at,
    rfc3339(orders.updated_at) AS updated_at,
    CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS total_cents
FROM orders
JOIN order_lines ON order_lines.order_id = orders.id
GROUP BY orders.id;

-- upgrade [sqlite]
CREATE VIEW order_summaries AS
SELECT
    orders.id,
    orders.customer_id,
    orders.status,
    orders.return_reason,
    orders.placed_at,
    orders.updated_at,
    sum(order_lines.quantity * order_lines.unit_price_cents) AS total_cents
FROM orders
JOIN order_lines ON order_lines.order_id = orders.id
GROUP BY orders.id;

-- downgrade [postgres]
DROP VIEW order_summaries;
DROP FUNCTION rfc3339(timestamptz);

-- downgrade [sqlite]
DROP VIEW order_summaries;
