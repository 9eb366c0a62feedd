ALTER TABLE `t`
    MODIFY COLUMN `a` int(11) CHECK (`a` > 1),
    MODIFY COLUMN `b` int(11),
    MODIFY COLUMN `c` int(11) CHECK (`c` > 0);
