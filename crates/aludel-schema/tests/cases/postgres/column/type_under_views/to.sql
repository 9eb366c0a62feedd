CREATE TABLE orders (id integer NOT NULL, total bigint);
CREATE VIEW totals AS SELECT id, total FROM orders;
CREATE VIEW sums AS SELECT sum(total) AS total FROM totals;
