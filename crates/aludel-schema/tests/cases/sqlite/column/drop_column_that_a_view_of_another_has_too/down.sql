ALTER TABLE orders ADD COLUMN note TEXT;
-- destroys data: column orders.more
ALTER TABLE orders DROP COLUMN more;
