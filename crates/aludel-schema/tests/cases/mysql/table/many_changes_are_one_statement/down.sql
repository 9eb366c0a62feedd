-- column t.a: values of bigint(20) that do not fit int(11) stop this statement
-- column t.c: values of varchar(50) that do not fit varchar(5) stop this statement
ALTER TABLE `t`
    DROP CONSTRAINT `pos`,
    DROP PRIMARY KEY,
    DROP INDEX `ke`,
    DROP INDEX `kb`,
    DROP COLUMN `e`,
    MODIFY COLUMN `a` int(11) NOT NULL,
    MODIFY COLUMN `b` int(11),
    MODIFY COLUMN `c` varchar(5),
    ADD COLUMN `d` int(11),
    ADD INDEX `kb` (`b`),
    ADD PRIMARY KEY (`a`),
    ADD CONSTRAINT `pos` CHECK (`d` > 0),
    COMMENT='';
