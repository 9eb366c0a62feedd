ALTER TABLE `t`
    DROP INDEX `fa`,
    ADD FULLTEXT INDEX `fa` (`a`, `b`),
    ADD FULLTEXT INDEX `fb` (`b`);
