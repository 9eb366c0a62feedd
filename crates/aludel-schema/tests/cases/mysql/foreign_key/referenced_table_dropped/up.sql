ALTER TABLE `c`
    DROP FOREIGN KEY `f`,
    DROP INDEX `f`,
    ALGORITHM=NOCOPY, LOCK=NONE;
-- destroys data: table p
DROP TABLE `p`;
