DROP VIEW orders;
CREATE TABLE orders (
    id INTEGER PRIMARY KEY
);
-- destroys data: table purchases
DROP TABLE purchases;
