ALTER TABLE `t`
    MODIFY COLUMN `a` int(11) DEFAULT (1 + 2),
    MODIFY COLUMN `b` varchar(40) DEFAULT concat('a',uuid()),
    ALGORITHM=INSTANT;
