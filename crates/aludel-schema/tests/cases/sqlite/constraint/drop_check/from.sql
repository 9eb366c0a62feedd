CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total IN (1, 2) AND typeof(total) = 'integer'));
