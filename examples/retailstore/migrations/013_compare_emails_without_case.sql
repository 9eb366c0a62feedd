-- revision: 013
-- revises: 012
-- created: 2026-06-15T08:26:02Z
--
-- compare email addresses without case

-- upgrade
UPDATE customers SET email = lower(email) WHERE email <> lower(email);
CREATE UNIQUE INDEX customers_email_without_case_idx ON customers (lower(email));
DROP INDEX customers_email_idx;

-- downgrade
-- The addresses stay in lower case: how they were spelt is not kept anywhere.
CREATE UNIQUE INDEX customers_email_idx ON customers (email);
DROP INDEX customers_email_without_case_idx;
