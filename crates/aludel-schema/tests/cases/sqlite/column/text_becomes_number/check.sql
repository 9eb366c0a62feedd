SELECT quote(total) FROM orders
