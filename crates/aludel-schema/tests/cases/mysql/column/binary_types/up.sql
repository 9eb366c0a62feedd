-- column t.d: values of blob that do not fit longblob stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `b` varbinary(20) DEFAULT 'y',
    MODIFY COLUMN `c` bit(5) DEFAULT b'11',
    MODIFY COLUMN `d` longblob;
