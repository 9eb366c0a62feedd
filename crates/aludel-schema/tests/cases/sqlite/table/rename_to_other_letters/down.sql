ALTER TABLE Orders RENAME TO new_orders;
ALTER TABLE new_orders RENAME TO orders;
