DROP VIEW faxed;
DROP VIEW noted;
CREATE VIEW noted AS
SELECT id, note FROM orders WHERE note IS NOT NULL;
CREATE VIEW faxed AS
SELECT id FROM noted WHERE note <> '';
-- destroys data: column orders.fax
ALTER TABLE orders DROP COLUMN fax;
