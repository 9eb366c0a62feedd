CREATE TABLE orders (id integer NOT NULL, note character varying(20) DEFAULT 'a');
