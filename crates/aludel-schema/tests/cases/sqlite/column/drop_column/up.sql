-- destroys data: column orders.fax
ALTER TABLE orders DROP COLUMN fax;
