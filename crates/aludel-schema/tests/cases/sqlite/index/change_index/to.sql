CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, total INTEGER);
CREATE INDEX a ON orders (note DESC);
CREATE INDEX b ON orders (note COLLATE RTRIM);
CREATE UNIQUE INDEX c ON orders (note);
CREATE INDEX d ON orders (note) WHERE total = 1;
