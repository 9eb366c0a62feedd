-- destroys data: column orders.made
ALTER TABLE orders DROP COLUMN made;
-- destroys data: column orders.day
ALTER TABLE orders DROP COLUMN day;
