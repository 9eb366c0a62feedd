-- destroys data: column orders.customer_id
ALTER TABLE orders DROP COLUMN customer_id;
