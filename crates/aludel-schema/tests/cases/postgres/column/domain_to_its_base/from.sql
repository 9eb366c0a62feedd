CREATE DOMAIN amount AS integer CHECK (VALUE > 0);
CREATE TABLE orders (id integer NOT NULL, total amount);
