ALTER TABLE orders ADD COLUMN note TEXT;
CREATE INDEX a_note ON orders (note);
