-- destroys data: table orders
DROP TABLE orders;
