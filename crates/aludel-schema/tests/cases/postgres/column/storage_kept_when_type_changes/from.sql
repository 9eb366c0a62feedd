CREATE TABLE orders (id integer NOT NULL, note character varying(10) COMPRESSION pglz);
ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL;
