-- destroys data: table a
DROP TABLE `a`;
ALTER TABLE `p` DROP INDEX `code`, ALGORITHM=NOCOPY, LOCK=NONE;
