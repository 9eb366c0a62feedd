SELECT string_agg(note, ',') FROM orders
