-- revision: 007
-- revises: 006
-- branch_labels: pricing
-- created: 2026-04-13T13:20:08Z
--
-- count prices in cents
--
-- Whole numbers add up without rounding, and SQLite has no decimals.

-- upgrade [postgres]
-- The server would keep the check in the words of the old type.
ALTER TABLE products DROP CONSTRAINT products_price_not_negative;
ALTER TABLE products RENAME COLUMN price TO price_cents;
ALTER TABLE products ALTER COLUMN price_cents TYPE bigint USING round(price_cents * 100);
ALTER TABLE products ADD CONSTRAINT products_price_not_negative CHECK (price_cents >= 0);
ALTER TABLE order_lines RENAME COLUMN unit_price TO unit_price_cents;
ALTER TABLE order_lines ALTER COLUMN unit_price_cents TYPE bigint USING round(unit_price_cents * 100);

-- upgrade [sqlite]
ALTER TABLE products ADD COLUMN price_cents INTEGER NOT NULL DEFAULT 0
    CONSTRAINT products_price_not_negative CHECK (price_cents >= 0);
UPDATE products SET price_cents = round(price * 100);
ALTER TABLE products DROP COLUMN price;
ALTER TABLE order_lines ADD COLUMN unit_price_cents INTEGER NOT NULL DEFAULT 0;
UPDATE order_lines SET unit_price_cents = round(unit_price * 100);
ALTER TABLE order_lines DROP COLUMN unit_price;

-- downgrade [postgres]
ALTER TABLE order_lines ALTER COLUMN unit_price_cents TYPE numeric(10, 2) USING unit_price_cents / 100.0;
ALTER TABLE order_lines RENAME COLUMN unit_price_cents TO unit_price;
ALTER TABLE products DROP CONSTRAINT products_price_not_negative;
ALTER TABLE products ALTER COLUMN price_cents TYPE numeric(10, 2) USING price_cents / 100.0;
ALTER TABLE products RENAME COLUMN price_cents TO price;
ALTER TABLE products ADD CONSTRAINT products_price_not_negative CHECK (price >= 0);

-- downgrade [sqlite]
-- A column that is added must have a default; a table made anew needs none.
PRAGMA foreign_keys = OFF;
CREATE TABLE new_order_lines (
    order_id INTEGER NOT NULL REFERENCES orders,
    product_id INTEGER NOT NULL REFERENCES products,
    quantity INTEGER NOT NULL CONSTRAINT order_lines_quantity_positive CHECK (quantity > 0),
    unit_price REAL NOT NULL,
    PRIMARY KEY (order_id, product_id)
);
INSERT INTO new_order_lines SELECT order_id, product_id, quantity, unit_price_cents / 100.0 FROM order_lines;
DROP TABLE order_lines;
ALTER TABLE new_order_lines RENAME TO order_lines;
CREATE INDEX order_lines_product_idx ON order_lines (product_id);

CREATE TABLE new_products (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL CONSTRAINT products_sku_unique UNIQUE,
    title TEXT NOT NULL,
    price REAL NOT NULL CONSTRAINT products_price_not_negative CHECK (price >= 0)
);
INSERT INTO new_products SELECT id, sku, title, price_cents / 100.0 FROM products;
DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
CREATE TRIGGER products_open_stock AFTER INSERT ON products
BEGIN
    INSERT INTO stock (product_id) VALUES (NEW.id);
END;
PRAGMA foreign_keys = ON;
