SELECT o.id, customer, total, i.id FROM orders o JOIN items i ON i.order_id = o.id
