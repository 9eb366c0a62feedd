CREATE TABLE orders (id integer NOT NULL, extra jsonb DEFAULT '{}');
