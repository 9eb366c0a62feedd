DROP VIEW `v`;
-- destroys data: column t.b
ALTER TABLE `t`
    DROP INDEX `a`,
    DROP COLUMN `b`,
    ALGORITHM=NOCOPY, LOCK=NONE;
