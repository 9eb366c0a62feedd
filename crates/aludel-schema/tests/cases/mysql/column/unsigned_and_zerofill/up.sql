-- column t.a: values of int(11) that do not fit int(10) unsigned stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` int(10) unsigned,
    MODIFY COLUMN `b` int(6) unsigned zerofill;
