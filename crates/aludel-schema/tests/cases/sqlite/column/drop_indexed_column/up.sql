DROP INDEX orders_fax;
DROP INDEX orders_note;
CREATE INDEX orders_note ON orders (note);
-- destroys data: column orders.fax
ALTER TABLE orders DROP COLUMN fax;
