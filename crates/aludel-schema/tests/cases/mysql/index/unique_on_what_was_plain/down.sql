ALTER TABLE `t`
    DROP INDEX `ka`,
    ADD INDEX `ka` (`a`),
    ADD INDEX `kb` (`a`),
    ALGORITHM=NOCOPY, LOCK=NONE;
