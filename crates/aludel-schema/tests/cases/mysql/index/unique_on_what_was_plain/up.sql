-- rows that are equal in index t.ka stop this
ALTER TABLE `t`
    DROP INDEX `kb`,
    DROP INDEX `ka`,
    ADD UNIQUE INDEX `ka` (`a`),
    ALGORITHM=NOCOPY, LOCK=NONE;
