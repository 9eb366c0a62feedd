CREATE TABLE orders (id integer NOT NULL, note text);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
