-- destroys data: column orders.total
ALTER TABLE orders DROP COLUMN total;
