ALTER TABLE orders RENAME TO new_Orders;
ALTER TABLE new_Orders RENAME TO Orders;
