-- column t.b: values of time(3) that do not fit time stop this statement
-- column t.d: values of double that do not fit float stop this statement
-- column t.g: values of point that do not fit geometry stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `b` time,
    MODIFY COLUMN `c` double(8,2),
    MODIFY COLUMN `d` float,
    MODIFY COLUMN `e` uuid,
    MODIFY COLUMN `f` inet6,
    MODIFY COLUMN `g` geometry;
