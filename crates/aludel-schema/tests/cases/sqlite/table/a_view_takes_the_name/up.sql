CREATE TABLE purchases (
    id INTEGER PRIMARY KEY
);
-- destroys data: table orders
DROP TABLE orders;
CREATE VIEW orders AS
SELECT id FROM purchases;
