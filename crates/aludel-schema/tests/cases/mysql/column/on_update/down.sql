-- column t.b: values of timestamp(3) that do not fit timestamp stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` datetime,
    MODIFY COLUMN `b` timestamp NULL;
