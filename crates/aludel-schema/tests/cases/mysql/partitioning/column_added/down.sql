-- destroys data: column t.n
ALTER TABLE `t`
    DROP INDEX `n`,
    DROP COLUMN `n`,
    ALGORITHM=NOCOPY, LOCK=NONE;
