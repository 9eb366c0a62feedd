-- column t.b: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` decimal(12,2) DEFAULT 0.00,
    MODIFY COLUMN `b` decimal(5,0) NOT NULL DEFAULT 3;
