-- column t.a: values of int(10) unsigned that do not fit int(11) stop this statement
ALTER TABLE `t`
    MODIFY COLUMN `a` int(11),
    MODIFY COLUMN `b` int(5) unsigned;
