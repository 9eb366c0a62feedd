-- revision: 006
-- revises: 005
-- created: 2026-03-30T07:55:43Z
--
-- split customers' names into first and last
--
-- The first word is the first name and the rest the last name, which may be empty. The way back
-- joins them again.

-- upgrade [postgres]
ALTER TABLE customers ADD COLUMN first_name text, ADD COLUMN last_name text;
UPDATE customers SET
    first_name = split_part(name, ' ', 1),
    last_name = trim(substr(name, length(split_part(name, ' ', 1)) + 1));
ALTER TABLE customers
    ALTER COLUMN first_name SET NOT NULL,
    ALTER COLUMN last_name SET NOT NULL,
    DROP COLUMN name;

-- upgrade [sqlite]
ALTER TABLE customers ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN last_name TEXT NOT NULL DEFAULT '';
UPDATE customers SET
    first_name = substr(name, 1, instr(name || ' ', ' ') - 1),
    last_name = trim(substr(name, instr(name || ' ', ' ')));
ALTER TABLE customers DROP COLUMN name;

-- downgrade [postgres]
ALTER TABLE customers ADD COLUMN name text;
UPDATE customers SET name = trim(first_name || ' ' || last_name);
ALTER TABLE customers
    ALTER COLUMN name SET NOT NULL,
    ADD CONSTRAINT customers_name_filled CHECK (name <> ''),
    DROP COLUMN first_name,
    DROP COLUMN last_name;

-- downgrade [sqlite]
-- A column that is added must have a default; a table made anew needs none.
PRAGMA foreign_keys = OFF;
CREATE TABLE new_customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CONSTRAINT customers_name_filled CHECK (name <> ''),
    email TEXT NOT NULL CONSTRAINT customers_email_has_at CHECK (email LIKE '%_@_%'),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
INSERT INTO new_customers SELECT id, trim(first_name || ' ' || last_name), email, created_at FROM customers;
DROP TABLE customers;
ALTER TABLE new_customers RENAME TO customers;
CREATE UNIQUE INDEX customers_email_idx ON customers (email);
PRAGMA foreign_keys = ON;
