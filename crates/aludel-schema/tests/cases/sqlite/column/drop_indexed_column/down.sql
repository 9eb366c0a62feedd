DROP INDEX orders_note;
ALTER TABLE orders ADD COLUMN fax TEXT;
CREATE INDEX orders_fax ON orders (fax);
CREATE INDEX orders_note ON orders (note) WHERE fax IS NULL;
