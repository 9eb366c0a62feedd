-- column t.b: values of varbinary(20) that do not fit varbinary(10) stop this statement
-- column t.c: values of bit(5) that do not fit bit(3) stop this statement
-- column t.d: values of longblob that do not fit blob stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `b` varbinary(10) DEFAULT 'x',
    MODIFY COLUMN `c` bit(3) DEFAULT b'1',
    MODIFY COLUMN `d` blob;
