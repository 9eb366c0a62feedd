DROP VIEW both;
ALTER TABLE orders ADD COLUMN more TEXT;
CREATE VIEW both AS
SELECT o.id, i.note FROM orders o JOIN items i ON i.id = o.id;
-- destroys data: column orders.note
ALTER TABLE orders DROP COLUMN note;
