CREATE TABLE orders (id integer NOT NULL, note character varying(20) COMPRESSION pglz COLLATE "C" DEFAULT 'a' NOT NULL);
