-- column t.f: fill the rows in which it is NULL before this statement
-- column t.g: values of geometry that do not fit point stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `b` time(3),
    MODIFY COLUMN `c` double,
    MODIFY COLUMN `d` double,
    MODIFY COLUMN `e` uuid DEFAULT uuid(),
    MODIFY COLUMN `f` inet6 NOT NULL,
    MODIFY COLUMN `g` point;
