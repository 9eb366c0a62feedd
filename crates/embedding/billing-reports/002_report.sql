-- revision: 002
-- revises: 001
--
-- report

-- upgrade
CREATE VIEW report AS SELECT sum(cents) AS cents FROM invoices;

-- downgrade
DROP VIEW report;
