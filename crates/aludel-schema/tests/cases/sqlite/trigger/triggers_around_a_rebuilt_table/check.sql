SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM items)
