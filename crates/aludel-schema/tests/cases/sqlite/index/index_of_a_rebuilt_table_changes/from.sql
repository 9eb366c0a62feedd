CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, total INTEGER);
CREATE INDEX changed ON orders (note);
CREATE INDEX dropped ON orders (note);
CREATE INDEX kept ON orders (total);
