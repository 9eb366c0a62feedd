CREATE TABLE orders (id integer NOT NULL, note character varying(10) DEFAULT 'a');
