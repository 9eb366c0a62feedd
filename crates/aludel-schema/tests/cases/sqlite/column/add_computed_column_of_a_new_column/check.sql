SELECT id, twice FROM orders
