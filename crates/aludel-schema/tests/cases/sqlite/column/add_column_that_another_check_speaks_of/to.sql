CREATE TABLE orders (id INTEGER PRIMARY KEY, low INTEGER, high INTEGER, CHECK (low <= high));
