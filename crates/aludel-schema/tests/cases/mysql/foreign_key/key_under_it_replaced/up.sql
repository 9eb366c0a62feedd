ALTER TABLE `c`
    DROP INDEX `k`,
    ADD INDEX `l` (`pid`, `x`),
    ALGORITHM=NOCOPY, LOCK=NONE;
