CREATE SEQUENCE numbers;
CREATE TABLE orders (id integer NOT NULL, total bigint DEFAULT nextval('numbers'));
