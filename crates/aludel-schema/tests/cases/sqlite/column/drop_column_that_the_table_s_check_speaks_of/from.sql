CREATE TABLE orders (id INTEGER PRIMARY KEY, low INTEGER, high INTEGER CHECK (high > 0), CHECK (low < high));
