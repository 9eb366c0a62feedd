-- destroys data: column t.d
-- column t.b: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    DROP CONSTRAINT `pos`,
    DROP PRIMARY KEY,
    DROP INDEX `kb`,
    DROP COLUMN `d`,
    MODIFY COLUMN `a` bigint(20) NOT NULL,
    MODIFY COLUMN `b` int(11) NOT NULL,
    MODIFY COLUMN `c` varchar(50),
    ADD COLUMN `e` int(11) GENERATED ALWAYS AS (`b` + 1) VIRTUAL,
    ADD PRIMARY KEY (`a`, `b`),
    ADD INDEX `kb` (`b`, `c`),
    ADD UNIQUE INDEX `ke` (`e`),
    ADD CONSTRAINT `pos` CHECK (`b` > 0),
    COMMENT='new';
