-- column t.a: values of enum('x','y') that do not fit varchar(10) stop this statement
ALTER TABLE `t` MODIFY COLUMN `a` varchar(10);
