CREATE SEQUENCE orders_id_seq AS integer;
CREATE TABLE bills (id integer NOT NULL DEFAULT nextval('orders_id_seq'), note text);
ALTER SEQUENCE orders_id_seq OWNED BY bills.id;
