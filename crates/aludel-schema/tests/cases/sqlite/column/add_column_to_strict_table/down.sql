-- destroys data: column orders.anything
ALTER TABLE orders DROP COLUMN anything;
