-- column t.a: letters that latin1 lacks are lost
ALTER TABLE `t`
    MODIFY COLUMN `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    MODIFY COLUMN `b` text;
