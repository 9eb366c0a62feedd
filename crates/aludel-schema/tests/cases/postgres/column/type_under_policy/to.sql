CREATE TABLE orders (id integer NOT NULL, owner character varying(20));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (owner = 'me'::text);
