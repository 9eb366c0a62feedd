-- destroys data: column t.a
ALTER TABLE `t`
    DROP CONSTRAINT `CONSTRAINT_1`,
    DROP INDEX `ua`,
    DROP COLUMN `a`,
    ALGORITHM=NOCOPY, LOCK=NONE;
