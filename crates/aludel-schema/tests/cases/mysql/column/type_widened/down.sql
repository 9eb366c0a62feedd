-- column t.a: values of bigint(20) that do not fit int(11) stop this statement
-- column t.b: values of varchar(30) that do not fit varchar(10) stop this statement
-- column t.c: values of int(11) that do not fit smallint(5) unsigned stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` int(11),
    MODIFY COLUMN `b` varchar(10),
    MODIFY COLUMN `c` smallint(5) unsigned;
