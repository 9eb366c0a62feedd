-- What the schema should be on sqlite: edit it, then `aludel revision --autogenerate -m "…"`.

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL CONSTRAINT customers_email_has_at CHECK (email LIKE '%_@_%'),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX customers_email_without_case_idx ON customers (lower(email));
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    status TEXT NOT NULL DEFAULT 'placed' CONSTRAINT orders_status_known CHECK (status IN ('placed', 'paid', 'shipped', 'returned', 'cancelled')),
    placed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    updated_at TEXT,
    return_reason TEXT,
    CONSTRAINT orders_returned_with_reason CHECK ((status = 'returned') = (return_reason IS NOT NULL))
);
CREATE TABLE products (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL CONSTRAINT products_sku_unique UNIQUE,
    title TEXT NOT NULL,
    price_cents INTEGER NOT NULL DEFAULT 0 CONSTRAINT products_price_not_negative CHECK (price_cents >= 0)
);
CREATE TABLE order_lines (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity INTEGER NOT NULL CONSTRAINT order_lines_quantity_positive CHECK (quantity > 0),
    unit_price_cents INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, product_id)
);
CREATE INDEX order_lines_product_idx ON order_lines (product_id);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');
CREATE TRIGGER orders_touch AFTER UPDATE OF customer_id, status ON orders
FOR EACH ROW
BEGIN
    UPDATE orders
    SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
    WHERE id = NEW.id;
END;
CREATE TRIGGER orders_touch_new AFTER INSERT ON orders
FOR EACH ROW
BEGIN
    UPDATE orders SET updated_at = NEW.placed_at WHERE id = NEW.id;
END;
CREATE TABLE stock (
    product_id INTEGER PRIMARY KEY REFERENCES products (id),
    on_hand INTEGER NOT NULL DEFAULT 0 CONSTRAINT stock_not_negative CHECK (on_hand >= 0),
    reorder_at INTEGER NOT NULL DEFAULT 5 CONSTRAINT stock_reorder_at_not_negative CHECK (reorder_at >= 0)
);
CREATE TRIGGER products_open_stock AFTER INSERT ON products
FOR EACH ROW
BEGIN
    INSERT INTO stock (product_id) VALUES (NEW.id);
END;
CREATE INDEX stock_low_idx ON stock (product_id) WHERE on_hand <= reorder_at;
CREATE TABLE stock_movements (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id),
    change INTEGER NOT NULL,
    moved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE TRIGGER stock_record_movement AFTER UPDATE ON stock
FOR EACH ROW WHEN NEW.on_hand <> OLD.on_hand
BEGIN
    INSERT INTO stock_movements (product_id, change)
    VALUES (NEW.product_id, NEW.on_hand - OLD.on_hand);
END;
CREATE INDEX stock_movements_product_idx ON stock_movements (product_id);
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
