CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, total INTEGER);
CREATE INDEX a ON orders (note);
CREATE INDEX b ON orders (note);
CREATE INDEX c ON orders (note);
CREATE INDEX d ON orders (note);
