-- column c.pid: fill the rows in which it is NULL before this statement
ALTER TABLE `c` MODIFY COLUMN `pid` int(11) NOT NULL DEFAULT 1, ALGORITHM=INPLACE, LOCK=NONE;
