CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE INDEX a_note ON orders (note);
