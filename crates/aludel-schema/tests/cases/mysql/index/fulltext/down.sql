ALTER TABLE `t`
    DROP INDEX `fb`,
    DROP INDEX `fa`,
    ADD FULLTEXT INDEX `fa` (`a`);
