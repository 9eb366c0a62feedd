-- destroys data: column t.a
ALTER TABLE `t`
    DROP CONSTRAINT `CONSTRAINT_1`,
    DROP INDEX `ua`,
    DROP INDEX `kab`,
    DROP COLUMN `a`,
    ADD INDEX `kab` (`b`),
    ALGORITHM=INPLACE, LOCK=NONE;
