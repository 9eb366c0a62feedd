-- revision: 003
-- revises: 002
--
-- fill slugs

-- upgrade [rust]
fill_slugs 1

-- downgrade
UPDATE posts SET slug = NULL;
