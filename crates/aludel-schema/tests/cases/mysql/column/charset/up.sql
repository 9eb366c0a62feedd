-- column t.b: letters that latin1 lacks are lost
ALTER TABLE `t`
    MODIFY COLUMN `a` varchar(10),
    MODIFY COLUMN `b` text CHARACTER SET latin1 COLLATE latin1_bin;
