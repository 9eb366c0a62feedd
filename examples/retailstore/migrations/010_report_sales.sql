-- revision: 010
-- revises: 009
-- created: 2026-04-27T12:00:34Z
--
-- report sales

-- upgrade
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

-- downgrade
DROP VIEW sales_report;
