-- destroys data: column t.b
ALTER TABLE `t`
    DROP COLUMN `s`,
    DROP COLUMN `b`,
    DROP COLUMN `v`;
