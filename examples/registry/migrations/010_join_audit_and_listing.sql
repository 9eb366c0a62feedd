-- revision: 010
-- revises: 008, 009
-- created: 2026-04-07T07:59:13Z
--
-- join audit and listing

-- upgrade

-- downgrade
