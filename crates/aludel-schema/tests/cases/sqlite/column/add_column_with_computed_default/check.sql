SELECT id, made IS NOT NULL, day FROM orders
