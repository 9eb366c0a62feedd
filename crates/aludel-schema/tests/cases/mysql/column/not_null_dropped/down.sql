-- column t.a: fill the rows in which it is NULL before this statement
-- column t.b: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` int(11) NOT NULL DEFAULT 1,
    MODIFY COLUMN `b` timestamp NOT NULL DEFAULT current_timestamp();
