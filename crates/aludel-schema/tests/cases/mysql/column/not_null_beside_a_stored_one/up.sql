-- column t.x: fill the rows in which it is NULL before this statement
ALTER TABLE `t` MODIFY COLUMN `x` int(11) NOT NULL DEFAULT 3;
