ALTER TABLE orders ADD COLUMN anything ANY;
