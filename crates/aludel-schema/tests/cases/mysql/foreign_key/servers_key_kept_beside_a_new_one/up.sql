ALTER TABLE `c`
    DROP INDEX `f`,
    ADD INDEX `l` (`pid`, `x`),
    ADD INDEX `f` (`pid`),
    ALGORITHM=NOCOPY, LOCK=NONE;
