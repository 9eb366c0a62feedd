-- column t.a: fill the rows in which it is NULL before this statement
ALTER TABLE `t` MODIFY COLUMN `a` int(11) NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;
