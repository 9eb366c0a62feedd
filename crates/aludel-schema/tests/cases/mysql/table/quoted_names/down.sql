-- destroys data: column odd name.c "d"
-- column odd name.select: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `odd name`
    DROP INDEX `k.1`,
    DROP COLUMN `c "d"`,
    MODIFY COLUMN `select` int(11),
    ADD INDEX `k.1` (`select`);
