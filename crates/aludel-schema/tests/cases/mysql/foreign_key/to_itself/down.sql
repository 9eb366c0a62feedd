-- destroys data: column t.up
ALTER TABLE `t`
    DROP FOREIGN KEY `above`,
    DROP INDEX `above`,
    DROP COLUMN `up`,
    ALGORITHM=NOCOPY, LOCK=NONE;
