SELECT note FROM orders
