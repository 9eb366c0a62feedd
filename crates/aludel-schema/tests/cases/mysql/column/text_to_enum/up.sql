-- column t.a: fill the rows in which it is NULL before this statement
-- column t.a: values of varchar(10) that do not fit enum('x','y') stop this statement
ALTER TABLE `t` MODIFY COLUMN `a` enum('x','y') NOT NULL;
