-- destroys data: column c.pid
-- destroys data: column c.x
ALTER TABLE `c`
    DROP FOREIGN KEY `f`,
    DROP INDEX `f`,
    DROP COLUMN `pid`,
    DROP COLUMN `x`,
    ALGORITHM=NOCOPY, LOCK=NONE;
