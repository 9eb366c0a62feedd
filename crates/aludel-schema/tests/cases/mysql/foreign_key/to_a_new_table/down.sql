-- destroys data: column c.zid
ALTER TABLE `c`
    DROP FOREIGN KEY `f`,
    DROP INDEX `f`,
    DROP COLUMN `zid`,
    ALGORITHM=NOCOPY, LOCK=NONE;
-- destroys data: table z
DROP TABLE `z`;
