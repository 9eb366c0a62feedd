-- revision: 009
-- revises: 007, 008
-- created: 2026-04-20T09:31:16Z
--
-- join pricing and warehouse
--
-- Two colleagues each added a revision after 006. `aludel merge heads` joined the lines.

-- upgrade

-- downgrade
