-- revision: 005
-- revises: 004
-- created: 2026-03-16T11:08:29Z
--
-- remember when an order last changed

-- upgrade [postgres]
ALTER TABLE orders ADD COLUMN updated_at timestamptz;
UPDATE orders SET updated_at = placed_at;
ALTER TABLE orders ALTER COLUMN updated_at SET DEFAULT now();
ALTER TABLE orders ALTER COLUMN updated_at SET NOT NULL;

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- upgrade [sqlite]
-- SQLite adds no column whose default is computed: triggers fill this one.
ALTER TABLE orders ADD COLUMN updated_at TEXT;
UPDATE orders SET updated_at = placed_at;

CREATE TRIGGER orders_touch_new AFTER INSERT ON orders
BEGIN
    UPDATE orders SET updated_at = NEW.placed_at WHERE id = NEW.id;
END;

CREATE TRIGGER orders_touch AFTER UPDATE OF customer_id, status ON orders
BEGIN
    UPDATE orders SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = NEW.id;
END;

-- downgrade [postgres]
DROP TRIGGER orders_touch ON orders;
DROP FUNCTION touch_updated_at();
ALTER TABLE orders DROP COLUMN updated_at;

-- downgrade [sqlite]
DROP TRIGGER orders_touch;
DROP TRIGGER orders_touch_new;
ALTER TABLE orders DROP COLUMN updated_at;
