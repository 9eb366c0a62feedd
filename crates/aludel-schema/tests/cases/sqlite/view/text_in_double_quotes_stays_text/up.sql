CREATE VIEW open_ones AS
SELECT id FROM orders WHERE state = "open";
