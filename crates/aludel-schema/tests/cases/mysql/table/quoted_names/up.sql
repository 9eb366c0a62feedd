ALTER TABLE `odd name`
    DROP INDEX `k.1`,
    MODIFY COLUMN `select` bigint(20),
    ADD COLUMN `c "d"` text,
    ADD INDEX `k.1` (`select`, `a b`);
