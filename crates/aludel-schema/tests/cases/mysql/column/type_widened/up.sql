ALTER TABLE `t`
    MODIFY COLUMN `a` bigint(20),
    MODIFY COLUMN `b` varchar(30),
    MODIFY COLUMN `c` int(11);
