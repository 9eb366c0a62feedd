-- revision: 002
-- revises: 001
--
-- add slug

-- upgrade
ALTER TABLE posts ADD COLUMN slug varchar(200);

-- downgrade
ALTER TABLE posts DROP COLUMN slug;
