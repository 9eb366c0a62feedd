-- What the structs of src/models.rs have no words for, on SQLite.

CREATE TRIGGER orders_touch AFTER UPDATE OF customer_id, status ON orders
FOR EACH ROW
BEGIN
    UPDATE orders
    SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
    WHERE id = NEW.id;
END;
CREATE TRIGGER products_open_stock AFTER INSERT ON products
FOR EACH ROW
BEGIN
    INSERT INTO stock (product_id) VALUES (NEW.id);
END;
CREATE TRIGGER stock_record_movement AFTER UPDATE ON stock
FOR EACH ROW WHEN NEW.on_hand <> OLD.on_hand
BEGIN
    INSERT INTO stock_movements (product_id, change)
    VALUES (NEW.product_id, NEW.on_hand - OLD.on_hand);
END;
CREATE VIEW order_summaries AS
SELECT orders.id, orders.customer_id, orders.status, orders.return_reason, orders.placed_at, orders.updated_at, sum(order_lines.quantity * order_lines.unit_price_cents) AS total_cents
FROM orders
JOIN order_lines ON order_lines.order_id = orders.id
GROUP BY orders.id;
CREATE VIEW sales_report AS
SELECT products.sku, products.title, CAST(sum(order_lines.quantity) AS bigint) AS units, CAST(sum(order_lines.quantity * order_lines.unit_price_cents) AS bigint) AS revenue_cents
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN products ON products.id = order_lines.product_id
WHERE orders.status NOT IN ('cancelled', 'returned')
GROUP BY products.sku, products.title;
