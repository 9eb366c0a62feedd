ALTER TABLE `t`
    MODIFY COLUMN `a` bigint(20),
    MODIFY COLUMN `b` text;
