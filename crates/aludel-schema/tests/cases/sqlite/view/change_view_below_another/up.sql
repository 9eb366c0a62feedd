DROP VIEW numbers;
DROP VIEW noted;
CREATE VIEW noted AS
SELECT id, note FROM orders WHERE note <> '';
CREATE VIEW numbers AS
SELECT id FROM noted;
