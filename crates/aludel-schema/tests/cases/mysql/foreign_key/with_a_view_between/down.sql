DROP VIEW `v`;
-- destroys data: column c.n
ALTER TABLE `c`
    DROP FOREIGN KEY `f`,
    DROP INDEX `f`,
    DROP COLUMN `n`,
    ALGORITHM=NOCOPY, LOCK=NONE;
