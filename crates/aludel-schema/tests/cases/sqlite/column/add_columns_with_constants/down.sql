-- destroys data: column orders.a
ALTER TABLE orders DROP COLUMN a;
-- destroys data: column orders.b
ALTER TABLE orders DROP COLUMN b;
-- destroys data: column orders.c
ALTER TABLE orders DROP COLUMN c;
-- destroys data: column orders.d
ALTER TABLE orders DROP COLUMN d;
-- destroys data: column orders.e
ALTER TABLE orders DROP COLUMN e;
