-- destroys data: column t.d
-- column t.a: letters that latin1 lacks are lost
-- column t.b: letters that latin1 lacks are lost
ALTER TABLE `t`
    DROP COLUMN `d`,
    MODIFY COLUMN `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    MODIFY COLUMN `b` text CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
