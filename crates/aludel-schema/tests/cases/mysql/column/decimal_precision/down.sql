-- column t.a: values of decimal(12,2) that do not fit decimal(10,2) stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` decimal(10,2),
    MODIFY COLUMN `b` decimal(5,0);
