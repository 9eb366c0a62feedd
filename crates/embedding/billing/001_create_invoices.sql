-- revision: 001
-- revises: none
--
-- create invoices

-- upgrade
CREATE TABLE invoices (id integer PRIMARY KEY, cents integer NOT NULL);

-- downgrade
DROP TABLE invoices;
