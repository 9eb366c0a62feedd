-- destroys data: table orders
DROP TABLE orders;
CREATE VIEW orders AS
SELECT 1 AS id;
