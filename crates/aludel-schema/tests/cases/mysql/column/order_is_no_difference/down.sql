-- column t.a: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `t` MODIFY COLUMN `a` int(11);
