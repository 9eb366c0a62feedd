ALTER TABLE `c`
    DROP INDEX `k`,
    ADD INDEX `k` (`pid`, `x`),
    ALGORITHM=NOCOPY, LOCK=NONE;
