ALTER TABLE `t`
    MODIFY COLUMN `a` int(11) CHECK (`a` > 0),
    MODIFY COLUMN `b` int(11) CHECK (`b` < 5),
    MODIFY COLUMN `c` int(11);
