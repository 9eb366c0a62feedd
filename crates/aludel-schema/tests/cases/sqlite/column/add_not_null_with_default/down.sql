-- destroys data: column orders.state
ALTER TABLE orders DROP COLUMN state;
