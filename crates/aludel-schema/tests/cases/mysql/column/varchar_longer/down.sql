-- column t.b: values of varchar(60) that do not fit varchar(10) stop this statement
ALTER TABLE `t` MODIFY COLUMN `b` varchar(10);
