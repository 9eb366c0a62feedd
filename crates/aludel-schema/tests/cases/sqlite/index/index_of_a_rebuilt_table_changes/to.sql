CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, total INTEGER CHECK (total > 0));
CREATE INDEX changed ON orders (note DESC);
CREATE INDEX added ON orders (note);
CREATE INDEX kept ON orders (total);
